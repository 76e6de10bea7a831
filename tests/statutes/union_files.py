"""An invented act of the Union, as EUR-Lex gives it in two layouts and in Formex."""

from __future__ import annotations

TITLE = "KATSEMÄÄRUS (EL) nr 999/2004, 29. aprill 2004, katsete kooskõlastamise kohta"
OLD = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/x.dtd">
<html><head><title>L_2004166ET.01000101.xml</title><meta name="WT.cg_n" content="x"/></head><body>
<p class="oj-doc-ti">{TITLE}</p>
<p class="oj-normal">arvestades järgmist:</p>
<p class="oj-ti-section-1">I JAOTIS</p><p class="oj-ti-section-2">ÜLDSÄTTED</p>
<p class="oj-ti-art">Artikkel 1</p><p class="oj-sti-art">Mõisted</p>
<p class="oj-normal">Käesolevas määruses kasutatakse mõisteid:</p>
<table><tr><td><p>a)</p></td><td><p>katse –</p></td></tr>
<tr><td><p>i)</p></td><td><p>esimene</p></td></tr></table>
<p class="oj-ti-art">Artikkel 2</p><p class="oj-normal">Lause ilma pealkirjata.</p>
<p>II JAOTIS</p><p>1. PEATÜKK</p><p>Erisätted</p>
<p class="oj-ti-art">Artikkel 68a</p><p class="oj-sti-art">Järjekord</p>
<p>1. Kui hüvitisi on mitu:</p><p>a) esimene;</p><p>b) teine:</p><p>i) üks;</p><p>ii) kaks;</p>
<p>c) kolmas.</p><p>2. Muu, alates</p><p>1. jaanuarist.</p>
<p>I LISA</p><p>Katseriigid</p><p>EESTI</p><p>Artikkel 1</p>
</body></html>"""
CONSOLIDATED = f"""<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html>
<html><body><p class="title-doc-first">{TITLE}</p><p>▼B</p>
<p class="title-article-norm">Artikkel 68a</p><p class="stitle-article-norm">Järjekord</p>
<div class="norm"><span class="no-parag">1.  </span><div class="inline-element">Kui hüvitisi on
mitu:</div></div>
<p>▼M3</p><div class="grid-container"><div class="list">a) </div>
<div><p>►M3 esimene; ◄</p></div></div>
</body></html>"""
FORMEX = f"""<?xml version="1.0" encoding="UTF-8"?>
<ACT xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<BIB.INSTANCE><DOCUMENT.REF FILE="x"><COLL>L</COLL></DOCUMENT.REF>
<DATE ISO="20040429"/></BIB.INSTANCE>
<TITLE><TI><P><HT TYPE="UC">{TITLE}</HT></P></TI></TITLE>
<PREAMBLE><GR.CONSID><CONSID><NP><NO.P>(1)</NO.P><TXT>Põhjus<NOTE><P>märkus</P></NOTE>.</TXT></NP>
</CONSID></GR.CONSID></PREAMBLE>
<ENACTING.TERMS>
<DIVISION><TITLE><TI><P>I JAOTIS</P></TI><STI><P>ÜLDSÄTTED</P></STI></TITLE>
<ARTICLE IDENTIFIER="001"><TI.ART>Artikkel 1</TI.ART><STI.ART><P>Mõisted</P></STI.ART>
<ALINEA><P>Käesolevas määruses kasutatakse mõisteid:</P><LIST TYPE="alpha">
<ITEM><NP><NO.P>a)</NO.P><TXT><QUOT.START CODE="201E"/>katse<QUOT.END CODE="201C"/>
x<HT TYPE="SUP">2</HT> –</TXT>
<P><LIST TYPE="roman"><ITEM><NP><NO.P>i)</NO.P><TXT>esimene</TXT></NP></ITEM></LIST></P></NP></ITEM>
</LIST></ALINEA></ARTICLE></DIVISION>
<ARTICLE IDENTIFIER="068A"><TI.ART>Artikkel 68a</TI.ART><STI.ART>Järjekord</STI.ART>
<PARAG IDENTIFIER="068A.001"><NO.PARAG>1.</NO.PARAG><ALINEA>Kui hüvitisi on mitu:</ALINEA></PARAG>
</ARTICLE></ENACTING.TERMS><FINAL><P>Allkirjad</P></FINAL></ACT>"""
