<?XML VERSION="1.0" ENCODING="UTF-8"?>
<CHANNEL HREF="http://old.example/page.html" LASTMOD="1998-11-05T22:12">
<TITLE>Old Channel</TITLE><ABSTRACT>As it was</ABSTRACT>
<ITEM HREF="one.html" LASTMOD="1998-11-04"><TITLE>One & only</TITLE><ABSTRACT>First &eacute;dition</ABSTRACT></ITEM>
<CHANNEL><TITLE>Inner</TITLE><ITEM><A HREF="http://old.example/two.html"></A><TITLE>Two</TITLE></ITEM></CHANNEL>
</CHANNEL>
