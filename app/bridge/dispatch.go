package bridge

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"

	"broadsheet/internal/news"
)

// Method is one call of the bridge, found by reflection.
type Method struct {
	Area, Name string
	Request    reflect.Type
	Result     reflect.Type
	call       reflect.Value
}

// Methods lists the calls of the given areas, in the order of areas and names.
func Methods(areas []any) []Method {
	var methods []Method
	for _, area := range areas {
		v := reflect.ValueOf(area)
		name := v.Type().Elem().Name()
		for i := range v.NumMethod() {
			m := v.Method(i)
			methods = append(methods, Method{
				Area: name, Name: v.Type().Method(i).Name,
				Request: m.Type().In(0), Result: m.Type().Out(0), call: m,
			})
		}
	}
	return methods
}

// Dispatcher calls methods by name with JSON in and out, for the faces that are
// not Go.
type Dispatcher struct {
	methods map[string]Method
}

// NewDispatcher makes the dispatcher of the areas.
func NewDispatcher(areas []any) *Dispatcher {
	d := &Dispatcher{methods: map[string]Method{}}
	for _, m := range Methods(areas) {
		d.methods[m.Area+"/"+m.Name] = m
	}
	return d
}

// Call runs "Area/Method" with the request as JSON (empty: the zero request)
// and gives the result as JSON. Fields that the request does not have are an
// error, so that a misspelt one is not silently ignored. The error, if any, is
// an *Error.
func (d *Dispatcher) Call(name string, request []byte) ([]byte, error) {
	m, found := d.methods[name]
	if !found {
		return nil, AsError(news.NotFound("call", name))
	}
	in := reflect.New(m.Request)
	if len(bytes.TrimSpace(request)) > 0 {
		dec := json.NewDecoder(bytes.NewReader(request))
		dec.DisallowUnknownFields()
		if err := dec.Decode(in.Interface()); err != nil {
			return nil, AsError(news.Errorf(news.CodeInvalid, "request", "The request of %s could not be read: %w.", name, err))
		}
		if _, err := dec.Token(); err != io.EOF {
			return nil, AsError(news.Errorf(news.CodeInvalid, "request", "The request of %s holds more than one value.", name))
		}
	}
	out := m.call.Call([]reflect.Value{in.Elem()})
	if err, failed := out[1].Interface().(error); failed && err != nil {
		return nil, AsError(err)
	}
	text, err := json.Marshal(out[0].Interface())
	if err != nil {
		return nil, AsError(err)
	}
	return text, nil
}
