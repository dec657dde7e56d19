package fetch

// Public is public, to be tested by itself.
var Public = public
