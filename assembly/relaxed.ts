// @ts-ignore: a constant of the compiler
/** Whether the vectors may use relaxed instructions: true where the build allows them. */
const RELAXED: bool = ASC_FEATURE_RELAXED_SIMD;

/** Looks bytes up in a table; none of `index` may be above 15. */
export function swizzle(table: v128, index: v128): v128 {
  return RELAXED ? i8x16.relaxed_swizzle(table, index) : i8x16.swizzle(table, index);
}
