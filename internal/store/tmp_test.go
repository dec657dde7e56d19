package store_test
import ("testing";"time";"broadsheet/internal/news";"broadsheet/internal/newstest";"broadsheet/internal/store")
func TestTmpUndo(t *testing.T){
 db:=open(t)
 fill(t,db,10000,600)
 s:=time.Now()
 u,err:=db.UndoImport(t.Context(),"bench"); t.Log(u.Undone,len(u.Kept),err,time.Since(s))
 s=time.Now()
 u,err=db.Undo(t.Context(),func() int64 {h,_:=db.History(t.Context(),1);return h[0].Entry}()); t.Log(u.Undone,len(u.Kept),err,time.Since(s))
 s=time.Now()
 n:=0
 err=db.Verify(t.Context(),nil2(t)); t.Log(n,err,time.Since(s))
 s=time.Now()
 list:=[]string{}
 for i:=0;i<10000;i++{ list=append(list,newsid(i)) }
 _,c,err:=db.Mark(t.Context(),list,news.MarkRead,true); t.Log(c,err,time.Since(s))
}
func newsid(i int) string { return newstest.GeneratedID(i) }
func nil2(t *testing.T) func(store.Damage) bool { return func(d store.Damage) bool { t.Error(d); return true } }
