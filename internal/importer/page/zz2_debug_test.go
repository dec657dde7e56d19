package page_test
import ("testing";"fmt";"os";"context";"broadsheet/internal/importer/page")
func TestYY(t *testing.T) {
	if os.Getenv("PAGE_DEBUG") == "" { t.Skip() }
	for _, s := range append(mozilla(t), newspaper(t)...) {
		fmt.Println("##", s.name)
		page.Extract(context.Background(), s.content, page.Hints{Base: s.address})
	}
}
