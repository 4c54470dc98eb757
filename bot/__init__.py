"""The faces of the assistant: command line, terminal chat, Telegram; settings and the wording of answers.

``cli``       the commands: ``asking``, ``importing``, ``reviewing``, ``showing``, ``terminal``, ``serve``
``desk``      answers for people at the machine; ``clerk`` for chats; ``keeper`` keeps their task base fresh
``wording``   an Answer to a Message (``wording_*`` by kind of answer); ``markup`` its renderings; ``records`` as JSON
``handlers``  what the bot does with what it hears: ``hearing``, ``answering``, ``buttons``, ``choosing``, ``inline``,
              ``groups``; shown with ``screens``, ``views``, ``paging``, ``sending``
``state``     what is remembered of chats, and each update until seen to; ``source``, ``webhook`` where they come from
``limits``, ``errors``, ``reporting``, ``counts``, ``web``  how fast, what went wrong, how much, whether it lives
``settings``, ``texts``, ``clock``                          what is the same for all
"""
