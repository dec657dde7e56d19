package main

import (
	"fmt"
	"image"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"broadsheet/build/sample/draw"
)

// film is a drawing that moves: frame draws it at t, from 0 to 1. Its poster is
// the picture of the same name, its captions lie in films/NAME.LANGUAGE.vtt of
// the sources.
type film struct {
	name    string
	seconds int
	poster  float64
	frame   func(s *studio, t float64) *draw.Canvas
}

// The size of the films, in pixels, and their pictures a second.
const (
	filmW, filmH = 960, 540
	filmRate     = 15
)

func films() []film {
	return []film{
		{"fortnight-of-tides", 24, .12, fortnightOfTides},
		{"year-of-noons", 24, .86, yearOfNoons},
	}
}

// still gives a film's poster as a picture.
func (f film) still(s *studio) *draw.Canvas { return f.frame(s, f.poster) }

// filmAll writes the films as WebM with VP9. It needs ffmpeg; whoever changes
// no film does not (-films=false).
func filmAll(s *studio, sources, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, f := range films() {
		if err := f.write(s, filepath.Join(folder, f.name+".webm")); err != nil {
			return fmt.Errorf("film %s: %w", f.name, err)
		}
	}
	captions, err := filepath.Glob(filepath.Join(sources, "films", "*.vtt"))
	if err != nil {
		return err
	}
	for _, path := range captions {
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, filepath.Base(path)), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func (f film) write(s *studio, path string) error {
	// One thread and no names of the encoder: the same frames give the same file
	// with the same ffmpeg.
	c := exec.Command("ffmpeg", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgba",
		"-s", fmt.Sprintf("%dx%d", filmW, filmH), "-r", strconv.Itoa(filmRate), "-i", "-",
		"-c:v", "libvpx-vp9", "-pix_fmt", "yuv420p", "-crf", "40", "-b:v", "0", "-g", strconv.Itoa(2*filmRate),
		"-threads", "1", "-row-mt", "0", "-fflags", "+bitexact", "-flags:v", "+bitexact", path)
	c.Stderr = os.Stderr
	in, err := c.StdinPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return err
	}
	for n := range f.seconds * filmRate {
		frame := f.frame(s, float64(n)/float64(f.seconds*filmRate-1)).Image().(*image.RGBA)
		if _, err := in.Write(frame.Pix); err != nil {
			break // ffmpeg has said why
		}
	}
	in.Close()
	return c.Wait()
}

// fortnightOfTides shows fifteen days, from new moon to full: the water at a
// pole, the moon of the day, and the curve that both leave behind.
func fortnightOfTides(s *studio, t float64) *draw.Canvas {
	const days = 15
	c := draw.New(filmW, filmH, navy)
	height := func(day float64) float64 { // the lunar and the solar half-daily wave, -1.46 to 1.46
		hours := day * 24
		return math.Cos(2*math.Pi*hours/12.42) + .46*math.Cos(2*math.Pi*hours/12)
	}
	now := t * days
	// The pole stands at the left, marked by the half metre.
	sea := 250 - 78*height(now)
	for i := range 9 {
		y := 90 + float64(i)*40
		c.Fill(draw.Rect(128, y, 24, 20), white)
		c.Fill(draw.Rect(128, y+20, 24, 20), brick)
	}
	c.Fill(draw.Rect(0, sea, 280, 440-sea), draw.Alpha(teal, .72))
	ripple(c, 0, 280, sea, 3, 90, now*420, white)
	c.Fill(draw.Rect(0, 440, 280, 100), draw.Hex(0x0c1824))
	c.Fill(draw.Rect(280, 0, 680, filmH), night)
	moonPhase(c, 860, 92, 46, t, silver, draw.Hex(0x24394a))
	// The curve of the days so far; the rest is a faint line to come.
	at := func(day float64) draw.Pt { return pt(312+day/days*616, 320-70*height(day)) }
	var past, whole []draw.Pt
	for day := 0.0; day <= days; day += .02 {
		whole = append(whole, at(day))
		if day <= now {
			past = append(past, at(day))
		}
	}
	c.Stroke(seg(312, 320, 928, 320), 1, slate)
	c.Stroke(draw.Line(whole...), 1, draw.Alpha(slate, .7))
	if len(past) > 1 {
		c.Stroke(draw.Line(past...), 2.4, gold)
	}
	p := at(now)
	c.Fill(draw.Circle(p.X, p.Y, 6), gold)
	day, _ := s.bold.Text(strconv.Itoa(1+int(math.Min(now, days-.01))), 312, 118, 64)
	c.Fill(day, paper)
	for i := range days + 1 {
		x := 312 + float64(i)/days*616
		c.Stroke(seg(x, 466, x, 476), 1.4, silver)
	}
	return c
}

// yearOfNoons shows the noon sun of Greenwich through a year, and the figure of
// eight that its places make.
func yearOfNoons(s *studio, t float64) *draw.Canvas {
	months := []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	today := 1 + t*364
	b := rad(360 / 365.0 * (today - 81))
	high := math.Sin(b) // 1 at midsummer
	c := draw.New(filmW, filmH, draw.Blend(draw.Hex(0x31546c), draw.Hex(0x5f93ad), (high+1)/2))
	at := func(day float64) draw.Pt { // the equation of time and the declination, both to about half a minute
		b := rad(360 / 365.0 * (day - 81))
		minutes := 9.87*math.Sin(2*b) - 7.53*math.Cos(b) - 1.5*math.Sin(b)
		return pt(480+minutes*8.5, 232-23.44*math.Sin(b)*7.4)
	}
	c.Stroke(seg(480, 20, 480, 408), 1.2, draw.Alpha(white, .45))
	for day := 1.0; day <= today; day += 3 {
		p := at(day)
		c.Fill(draw.Circle(p.X, p.Y, 4.5), draw.Alpha(draw.Hex(0xf4dc9a), .75))
	}
	p := at(today)
	c.Fill(draw.Circle(p.X, p.Y, 30), draw.Alpha(gold, .25))
	c.Fill(draw.Circle(p.X, p.Y, 18), draw.Hex(0xfbe9b0))
	c.Fill(draw.Rect(0, 452, filmW, 88), draw.Hex(0x3a4f45))
	// The shadow of the post at noon, towards the viewer in the north: long in
	// winter, short in summer (latitude 51.5).
	length := 17 / math.Tan(rad(90-51.48+23.44*high))
	c.Fill(draw.Poly(pt(476, 470), pt(484, 470), pt(486, 470+length), pt(474, 470+length)), draw.Hex(0x22312b))
	c.Fill(draw.Rect(476, 408, 8, 64), ink)
	name, _ := s.bold.Text(months[int(math.Min((today-1)/30.4375, 11))], 40, 506, 34)
	c.Fill(name, paper)
	return c
}
