package index

// syncDir does nothing: Windows writes names with the files.
func syncDir(string) error { return nil }
