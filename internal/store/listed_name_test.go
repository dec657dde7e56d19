package store_test

import (
	"testing"

	"broadsheet/internal/news"
)

func TestListsAreNamedBySlugOrByName(t *testing.T) {
	db := open(t)
	a := named(1, []string{"Clean Water"}, []string{"Lake Region"})
	a.Section, a.Authors = "World News", []news.Author{{Name: "Ann Lee"}}
	arrive(t, db, "one", articlesOf(a)...)
	for _, f := range []news.Filter{
		{Section: "world-news"}, {Section: "World News"}, {Section: "WORLD news"},
		{Topic: "lake-region"}, {Topic: "Lake Region"}, {Tag: "clean-water"}, {Tag: "clean water"},
		{Author: "ann-lee"}, {Author: "Ann Lee"},
	} {
		page, err := db.List(t.Context(), f)
		if err != nil || len(page.Articles) != 1 {
			t.Errorf("%+v lists %d articles: %v", f, len(page.Articles), err)
		}
	}
	if s, err := db.Section(t.Context(), "World news"); err != nil || s.Slug != "world-news" {
		t.Errorf("section %+v: %v", s, err)
	}
	if b, err := db.Author(t.Context(), "ANN LEE"); err != nil || b.Slug != "ann-lee" {
		t.Errorf("author %+v: %v", b, err)
	}
	if topic, err := db.Topic(t.Context(), "Lake region"); err != nil || topic.Slug != "lake-region" {
		t.Errorf("topic %+v: %v", topic, err)
	}
	if _, err := db.List(t.Context(), news.Filter{Tag: "Fire"}); news.CodeOf(err) != news.CodeNotFound {
		t.Errorf("the list of a tag that is not here: %v", err)
	}
}
