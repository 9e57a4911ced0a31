"""How sure the model was, and what the engine noticed itself."""
