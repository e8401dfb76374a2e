/** The one style of a page; `STYLE_HASH` names it to the browser, which applies no other. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1c1f24;--soft:#565d68;--paper:#fff;--card:#f5f6f8;--line:#d4d8de;--link:#0b57a4;--kill:#b3261e;--c0:#2f6fb5;--c1:#d98c1f;--c2:#3f9467;--c3:#8a63b8;--limit:#b3261e;--blank:#fff3c4;--blank-ink:#5c4400}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft:#a7aeb9;--paper:#15181c;--card:#1e2228;--line:#3a414b;--link:#8cbcf2;--kill:#ff8a80;--c0:#6ea8e5;--c1:#eab054;--c2:#6cc397;--c3:#b998e0;--limit:#ff8a80;--blank:#4a3d10;--blank-ink:#ffe08a}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
header,main,footer,nav{max-width:66rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .3rem;text-wrap:balance}
h2{font-size:1.35rem;line-height:1.3;margin:2.6rem 0 .8rem;padding-bottom:.3rem;border-bottom:2px solid var(--line)}
h3{font-size:1.08rem;line-height:1.35;margin:1.9rem 0 .6rem}
h1,h2,h3,p,li,dd,summary,figcaption{overflow-wrap:anywhere}
td,th{overflow-wrap:break-word}
caption{overflow-wrap:anywhere}
p,li,dd{max-width:48rem}
p,ul,dl{margin:.6rem 0}
ul{padding-left:1.3rem}
li{margin:.35rem 0}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.made,footer,figcaption p{color:var(--soft);font-size:.9rem}
nav ol{columns:15rem;padding-left:1.4rem;margin:.4rem 0}
nav li{margin:0;padding:.175rem 0;break-inside:avoid}
nav{margin-top:1.2rem}
nav h2{font-size:1rem;border:0;margin:0}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.86em}
code{background:var(--card);padding:.08em .3em;border-radius:3px;unicode-bidi:isolate;overflow-wrap:anywhere}
td,dd,summary{unicode-bidi:isolate}
dl{display:grid;grid-template-columns:minmax(7rem,12rem) 1fr;gap:.25rem 1rem}
dt{color:var(--soft)}
dd{margin:0;min-width:0}
.scroll{overflow-x:auto;margin:.9rem 0;max-width:100%}
table{border-collapse:collapse;font-size:.9rem;min-width:min(100%,20rem)}
caption{text-align:left;color:var(--soft);padding:.2rem 0;caption-side:top}
th,td{text-align:left;vertical-align:top;padding:.3rem .7rem .3rem 0;border-bottom:1px solid var(--line)}
thead th{color:var(--soft);font-weight:600;white-space:nowrap}
tbody th{font-weight:600;min-width:8rem}
td{min-width:4rem}
.time,.blank{white-space:nowrap}
tbody .time{font-weight:400;font-variant-numeric:tabular-nums}
.figures{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.wide td:not(.time){min-width:9rem}
.blank{background:var(--blank);color:var(--blank-ink);padding:.05em .4em;border-radius:3px;font-style:italic}
figure{margin:1.2rem 0;padding:1rem 1.1rem;background:var(--card);border-radius:8px}
figcaption{margin-bottom:.6rem}
figcaption p{margin:0}
.pair{display:grid;grid-template-columns:minmax(0,29rem) minmax(0,1fr);gap:1rem 2rem;align-items:start}
.pair>*{min-width:0}
.pair .scroll{margin:0}
.pair caption{font-size:.82rem}
@media (max-width:56rem){.pair{grid-template-columns:minmax(0,1fr)}}
svg{display:block;width:100%;height:auto;max-width:30rem;overflow:visible}
svg.patterns{position:absolute;width:0;height:0}
svg text{font-size:13px;fill:var(--ink);font-family:inherit}
svg .value,svg .end{text-anchor:end}
svg .value{font-variant-numeric:tabular-nums}
svg .marked{font-weight:700;fill:var(--kill)}
svg .tick{text-anchor:middle;font-size:12px;fill:var(--soft)}
svg .tick.start{text-anchor:start}
svg .tick.end{text-anchor:end}
svg .unit{font-size:12px;fill:var(--soft)}
svg .grid{stroke:var(--line)}
svg .base{stroke:var(--line);stroke-width:2}
svg .axis{stroke:var(--ink)}
svg .limit{stroke:var(--limit);stroke-width:3}
svg .kill{fill:var(--kill)}
svg .curve{fill:none;stroke:var(--c0);stroke-width:2}
svg .point{fill:var(--c0)}
.p0{fill:var(--c0);stroke:var(--c0)}
.p1{fill:url(#hatch);stroke:var(--c1)}
.p2{fill:url(#dots);stroke:var(--c2)}
.p3{fill:url(#cross);stroke:var(--c3)}
.k1{stroke:var(--c1);stroke-width:3}
.k2{fill:var(--c2)}
.k3{stroke:var(--c3);stroke-width:2}
.lines{list-style:none;padding:0;margin:.6rem 0}
.lines li{max-width:none;margin:.5rem 0}
.lines cite{display:block;font-style:normal;color:var(--soft);font-size:.82rem;overflow-wrap:anywhere}
.lines pre{margin:.1rem 0;padding:.45rem .6rem;background:var(--card);border-radius:4px;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate}
details{margin:.6rem 0;border:1px solid var(--line);border-radius:6px;padding:0 .8rem}
summary{cursor:pointer;padding:.45rem 0;font-weight:600}
footer{margin-top:3rem;padding-bottom:2rem;border-top:1px solid var(--line);padding-top:.8rem}
@media (max-width:30rem){svg text,svg .tick,svg .unit{font-size:16px}header,main,footer,nav{padding-left:1rem;padding-right:1rem}h1{font-size:1.5rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}figure{padding:.8rem .7rem;margin-left:-.4rem;margin-right:-.4rem}}
@media print{
@page{size:A4;margin:16mm 14mm}
:root{color-scheme:light;--ink:#000;--soft:#444;--paper:#fff;--card:#fff;--line:#bbb;--link:#000;--kill:#8c1d18;--c0:#2f6fb5;--c1:#b06a00;--c2:#2a7a4f;--c3:#6d4a9c;--limit:#8c1d18;--blank:#fff;--blank-ink:#000}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{font-size:10pt}
.skip{display:none}
header,main,footer,nav{max-width:none;padding-left:0;padding-right:0}
h2,h3,caption,figcaption,summary{break-after:avoid}
figure,tr,dl>*{break-inside:avoid}
figure{border:1px solid var(--line)}
.pair{grid-template-columns:2fr 3fr}
.pair caption,figcaption p{font-size:8pt}
.scroll{overflow:visible}
table{font-size:7.6pt;width:100%;min-width:0}
th,td,.wide td:not(.time),tbody th{min-width:0;padding-right:.35rem}
thead th{white-space:normal}
details::details-content{content-visibility:visible;display:block;height:auto}
.blank{border-bottom:1px solid #000}
}
`;

/** SHA-256 of `STYLE` in base64; a test recomputes it. */
export const STYLE_HASH = "sha256-uJKmEn421CwwYeQgkr9LmSFiuaT+NetNa0cjTUOnhLs=";
