"""The faces of the assistant: command line, terminal chat, Telegram; settings and the wording of answers.

``cli``       the commands, told in ``console``: ``asking``, ``importing``, ``reviewing``, ``showing``, ``removing``,
              ``exporting``, ``checking``, ``terminal``; ``called`` which plan is meant; ``desk`` answers for people at
              the machine, ``records`` as JSON
``wording``   an Answer to a Message (``answers``, and a module by kind of answer), or to a file (``exported``);
              ``markup`` a Message's renderings
``chat``      ``handlers``: what the bot does with what it hears (``hearing``, ``answering``, ``buttons``, ``choosing``,
              ``files``, ``inline``, ``groups``), answered by ``clerk``, shown with ``screens``, ``views``, ``sending``
``reminders`` what chats want to be told and when, the outbox, how far duties have come
``memory``    ``state``: what is remembered of chats, and each update until seen to
``running``   ``serve``: the process; ``source`` and ``webhook`` where updates come from; ``limits``, ``errors``,
              ``counts``, ``web`` how fast, what went wrong, how much, whether it lives
``datafiles`` which sentences there are, and what the program fills in in each
``keeper``, ``settings``, ``clock``, ``faults``             what is the same for all
"""
