/** The pairs of letters that English words and the usual names in code are made of. */
const PAIRS = new Set(
  (
    "th he in er an re nd at on nt ha es st en ed to it ou ea hi is or ti as te et ng of al de se le sa si ar ve ra ld ur " +
    "ro li ic ne me co la no ma el om ri ns ta ec ll ot so us ce be ch lo il ac ho ss ee na ie di ct ge un pe io ut tr pr rs mi " +
    "po ai wa ex ul ca em pa id fo iv ol am ad mo tu ow ap su op sp do da sh ev up ke ye ni vi ay im rt pl ir wh fi ag ul bl ab " +
    "od ck ey wo rd pt ly ty ry ef if oo ee tt pp ff mm nn rr ff ba bi bo bu cl cr cu du dr eb ei ep ew ga gi go gr gu ht ib ig " +
    "ip ki kn lu ly mp my mu nc nf nk nu ob og ok os ov ph pi pu qu rc rg rk rm rn rp ru rv sc sk sl sm sn sw sy ub ud ue ug ui " +
    "um va vo ws xp xt yp ys ze fa fe fr fu gh gl ja jo lf lk lp ls lt lv ms mb nv oa oc oi oy aw av au ak af az rl dm by br pw db api"
  ).split(" "),
);

/** Share of neighbouring letters that are a usual pair: near 1 for words, about 0.3 for random letters. */
export function wordLikeness(text: string): number {
  const runs = text.toLowerCase().match(/[a-z]{2,}/g) ?? [];
  let pairs = 0;
  let usual = 0;
  for (const run of runs) {
    for (let at = 0; at + 1 < run.length; at++) {
      pairs++;
      if (PAIRS.has(run.slice(at, at + 2))) usual++;
    }
  }
  return pairs === 0 ? 0 : usual / pairs;
}
