// The only script of the desk. All that it does makes the page nicer; nothing needs it.
