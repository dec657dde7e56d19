// Package packages holds what `make package` packs by, and the trial of the
// .deb in a clean system, which `make test-long` runs.
package packages
