package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// Ids of what is drawn; reach.mjs opens them.
const (
	drawnGallery = "reach-gallery"
	drawnMap     = "reach-map"
)

// draw writes the pictures and a file with a gallery of them and a map, ready
// to import, and gives its path.
func draw(folder string) (string, error) {
	var media []object
	for i := range reachPictures {
		name := fmt.Sprintf("picture-%03d.jpg", i)
		if err := drawPicture(filepath.Join(folder, name), i); err != nil {
			return "", err
		}
		media = append(media, object{"type": "photo", "src": name, "alt": fmt.Sprintf("Picture %d", i+1), "caption": fmt.Sprintf("Picture %d of many", i+1)})
	}
	path := filepath.Join(folder, "showpieces.jsonl")
	file, err := os.Create(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	out := bufio.NewWriter(file)
	enc := json.NewEncoder(out)
	common := object{"language": "en", "published": "2026-01-01T00:00:00Z", "body_text": "Made to be measured."}
	for _, article := range []object{
		{"id": drawnGallery, "kind": "photo", "title": "A gallery of many pictures", "media": media},
		{"id": drawnMap, "kind": "map", "title": "A map of many places", "map": object{"type": "FeatureCollection", "features": places()}},
	} {
		for name, value := range common {
			article[name] = value
		}
		if err := enc.Encode(article); err != nil {
			return "", err
		}
	}
	return path, out.Flush()
}

// drawPicture draws something that a JPEG cannot make much smaller than a photograph.
func drawPicture(path string, number int) error {
	const width, height = 1200, 800
	r := rand.New(rand.NewPCG(uint64(number), 1))
	picture := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
	ground := color.YCbCr{Cb: uint8(r.IntN(256)), Cr: uint8(r.IntN(256))}
	for i := range picture.Y {
		picture.Y[i] = uint8(i/width*128/height + i%width*96/width + r.IntN(24))
	}
	for i := range picture.Cb {
		picture.Cb[i], picture.Cr[i] = ground.Cb, ground.Cr
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := jpeg.Encode(file, picture, nil); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

// places are spread over Europe, in five classes and over a hundred years.
func places() []object {
	r := rand.New(rand.NewPCG(3, 1))
	list := make([]object, reachPlaces)
	for i := range list {
		list[i] = object{
			"type":     "Feature",
			"geometry": object{"type": "Point", "coordinates": []float64{-8 + 38*r.Float64(), 36 + 24*r.Float64()}},
			"properties": object{
				"label": fmt.Sprintf("Place %d", i+1), "class": fmt.Sprintf("Class %d", i%5+1), "from": fmt.Sprint(1850 + r.IntN(100)),
			},
		}
	}
	return list
}
