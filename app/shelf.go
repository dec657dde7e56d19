package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"broadsheet/internal/news"
)

// maxTaken is how many files are taken in as media at once.
const maxTaken = 100

// shelf takes offered files in as media.
type shelf struct{ program *Program }

// TakeMedia stores what was offered. A file that is no picture, film or sound gives an
// error; those before it are stored, which harms nobody.
func (s shelf) TakeMedia(ctx context.Context, token string) ([]news.Media, error) {
	if err := s.program.writable(); err != nil {
		return nil, err
	}
	file, err := s.program.offers.find(token, false)
	if err != nil {
		return nil, err
	}
	defer s.program.offers.done(token)
	if len(file.paths) > maxTaken {
		return nil, news.Errorf(news.CodeLimit, "media", "At most %d files are taken in at once; nothing was stored.", maxTaken)
	}
	var list []news.Media
	for _, path := range file.paths {
		one, err := s.take(ctx, path)
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}

func (s shelf) take(ctx context.Context, path string) (news.Media, error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return news.Media{}, news.Errorf(news.CodeInvalid, "media", "%s is no file that can be stored.", filepath.Base(path))
	}
	f, err := os.Open(path)
	if err != nil {
		return news.Media{}, news.Errorf(news.CodeInvalid, "media", "%s cannot be read.", filepath.Base(path))
	}
	defer f.Close()
	held, err := s.program.library.Media.Put(ctx, f, filepath.Base(path))
	if err != nil {
		return news.Media{}, err
	}
	if err := s.program.library.Store.PutMedia(ctx, held); err != nil {
		return news.Media{}, fmt.Errorf("note media: %w", err)
	}
	return held, nil
}
