"""The face at the machine: the commands of `aichutri`, and the conversation in the terminal."""
