"""Reminders: what chats want to be told, planned once, sent until it has arrived, and what became of the duties.

``wants``     what a chat has set up; ``days`` on which days a duty is spoken of; ``digest`` what is said on one day
``book``      what is kept in the state file: ``subscriptions``, the ``outbox``, the ``progress`` of duties
``planner``   from subscriptions to the outbox; ``sender`` from the outbox to the chats; ``ticker`` both, once a minute
``teller``    digests as screens (``letters``), in the words of ``wording``
``chatting``  the doors for chats: ``setting`` (/nhacviec, with ``panels`` and ``facets``), ``following`` a single duty,
              ``tracking`` (the buttons under a digest), ``tally`` (/tiendo)
"""
