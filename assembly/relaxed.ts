// @ts-ignore: a constant of the compiler
/** Whether the vectors may use relaxed instructions: true where the build allows them. */
export const RELAXED: bool = ASC_FEATURE_RELAXED_SIMD;
