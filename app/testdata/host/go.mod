module example.org/host

go 1.26

require broadsheet v0.0.0

replace broadsheet => ../../..
