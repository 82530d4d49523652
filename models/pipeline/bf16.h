// bf16, the upper half of an fp32; e^x and dropout in forms that a compiler turns into vector code.
#include <math.h>
#include <stdint.h>

typedef uint16_t bf16;
static inline float wide(bf16 x) {
  return ((union { uint32_t u; float f; }){.u = (uint32_t)x << 16}).f;
}
static inline bf16 narrow(float x) {  // to nearest, ties to even
  union { float f; uint32_t u; } v = {.f = x};
  return (bf16)((v.u + 0x7fff + ((v.u >> 16) & 1)) >> 16);
}
// e^x for x ≤ 88; a polynomial for 2^fraction (relative error 2e-7), so that loops around it become vector code.
static inline float exponential(float x) {
  float y = fmaxf(x, -87.f) * 1.44269504f, whole = floorf(y), f = y - whole;
  float p = 1.f + f * (0.69314718f + f * (0.24022651f + f * (0.05550332f + f * (0.00961813f + f * (0.00133336f + f * 0.00015469f)))));
  union { int32_t i; float f; } scale = {.i = ((int32_t)whole + 127) << 23};
  return p * scale.f;
}
// 1 / (1 - rate) or 0 for element n of a stream: an integer hash, made again in the backward pass.
static inline float kept(uint32_t n, uint32_t seed, uint32_t threshold, float gain) {
  uint32_t h = n * 0x9E3779B1u ^ seed;
  h = (h ^ (h >> 16)) * 0x85EBCA6Bu;
  h = (h ^ (h >> 13)) * 0xC2B2AE35u;
  return (h ^ (h >> 16)) >= threshold ? gain : 0.f;
}
