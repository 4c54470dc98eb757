"""Reminders: what chats want to be told, planned once, sent until it has arrived, and what became of the duties.

``wants``     what a chat has set up; ``days`` on which days a duty is spoken of; ``digest`` what is said on one day
``book``      subscriptions, outbox and progress in the state file
``planner``   from subscriptions to the outbox; ``sender`` from the outbox to the chats; ``ticker`` once a minute both
``setting``   /nhacviec and its buttons; ``wishes`` the same by a sentence; ``following`` a single duty
``tracking``  the buttons under a digest; ``tally`` /tiendo; ``wording`` what all of these say
"""
