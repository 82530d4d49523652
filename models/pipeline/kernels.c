// What lies between the matrix products of a training step on a CPU: norms, GELU, softmax, cross-entropy and their gradients,
// each one pass over its data (fast.py calls them). Rows: M tokens of C values.
#include "bf16.h"

void norm(const float *restrict x, const float *restrict weight, const float *restrict bias, bf16 *restrict out,
          float *restrict mean, float *restrict rstd, long M, long C) {
  for (long m = 0; m < M; m++) {
    const float *row = x + m * C;
    float sum = 0, squares = 0;
    for (long c = 0; c < C; c++) sum += row[c];
    float mu = sum / C;
    for (long c = 0; c < C; c++) squares += (row[c] - mu) * (row[c] - mu);
    float r = 1.f / sqrtf(squares / C + 1e-5f);
    mean[m] = mu;
    rstd[m] = r;
    for (long c = 0; c < C; c++) out[m * C + c] = narrow((row[c] - mu) * r * weight[c] + bias[c]);
  }
}

// dx (+)= gradient of the norm; dweight, dbias += theirs.
void norm_back(const bf16 *restrict dy, const float *restrict x, const float *restrict weight, const float *restrict mean,
               const float *restrict rstd, float *restrict dx, float *restrict dweight, float *restrict dbias, long M, long C,
               long add) {
  for (long m = 0; m < M; m++) {
    const float *row = x + m * C;
    const bf16 *up = dy + m * C;
    float mu = mean[m], r = rstd[m], a = 0, b = 0;
    for (long c = 0; c < C; c++) {
      float d = wide(up[c]), normal = (row[c] - mu) * r;
      dweight[c] += d * normal;
      dbias[c] += d;
      a += d * weight[c];
      b += d * weight[c] * normal;
    }
    a /= C;
    b /= C;
    float *out = dx + m * C;
    for (long c = 0; c < C; c++)
      out[c] = (add ? out[c] : 0.f) + r * (wide(up[c]) * weight[c] - a - (row[c] - mu) * r * b);
  }
}

// y = x + dropout(branch + bias)
void residual(const float *restrict x, const bf16 *restrict branch, const float *restrict bias, float *restrict y, long M,
              long C, uint32_t seed, uint32_t threshold, float gain) {
  for (long m = 0; m < M; m++)
    for (long c = 0, n = m * C; c < C; c++)
      y[n + c] = x[n + c] + (wide(branch[n + c]) + bias[c]) * kept((uint32_t)(n + c), seed, threshold, gain);
}

// What reaches the branch of a residual: bf16(dx · mask), and the sum for its bias.
void residual_back(const float *restrict dx, bf16 *restrict out, float *restrict dbias, long M, long C, uint32_t seed,
                   uint32_t threshold, float gain) {
  for (long m = 0; m < M; m++)
    for (long c = 0, n = m * C; c < C; c++) {
      float d = dx[n + c] * kept((uint32_t)(n + c), seed, threshold, gain);
      out[n + c] = narrow(d);
      dbias[c] += d;
    }
}

// GELU in its tanh form: x · sigmoid(2u), u = √(2/π) (x + 0.044715 x³)
void gelu(const bf16 *restrict x, const float *restrict bias, bf16 *restrict out, long M, long C) {
  for (long m = 0; m < M; m++)
    for (long c = 0, n = m * C; c < C; c++) {
      float v = wide(x[n + c]) + bias[c], u = 1.59576912f * (v + 0.044715f * v * v * v);
      out[n + c] = narrow(v / (1.f + exponential(fminf(-u, 80.f))));
    }
}

void gelu_back(const bf16 *restrict x, const float *restrict bias, bf16 *restrict dy, float *restrict dbias, long M, long C) {
  for (long m = 0; m < M; m++)
    for (long c = 0, n = m * C; c < C; c++) {
      float v = wide(x[n + c]) + bias[c], u = 1.59576912f * (v + 0.044715f * v * v * v);
      float s = 1.f / (1.f + exponential(fminf(-u, 80.f)));
      float d = wide(dy[n + c]) * (s + v * s * (1.f - s) * 1.59576912f * (1.f + 0.134145f * v * v));
      dy[n + c] = narrow(d);
      dbias[c] += d;
    }
}

// [B, T, parts, H, D] → [parts, B, H, T, D], the bias added and the first part scaled. parts = 3 (q, k, v) or 1.
void split_heads(const bf16 *restrict x, const float *restrict bias, bf16 *restrict out, long B, long T, long parts, long H,
                 long D, float scale) {
  for (long b = 0; b < B; b++)
    for (long t = 0; t < T; t++)
      for (long p = 0; p < parts; p++)
        for (long h = 0; h < H; h++) {
          const bf16 *from = x + (((b * T + t) * parts + p) * H + h) * D;
          const float *add = bias + (p * H + h) * D;
          bf16 *to = out + (((p * B + b) * H + h) * T + t) * D;
          float s = p ? 1.f : scale;
          for (long d = 0; d < D; d++) to[d] = parts > 1 ? narrow((wide(from[d]) + add[d]) * s) : from[d];
        }
}

// The way back; dbias (if parts > 1) += the sum over tokens.
void merge_heads(const bf16 *restrict x, bf16 *restrict out, float *restrict dbias, long B, long T, long parts, long H, long D,
                 float scale) {
  for (long b = 0; b < B; b++)
    for (long t = 0; t < T; t++)
      for (long p = 0; p < parts; p++)
        for (long h = 0; h < H; h++) {
          const bf16 *from = x + (((p * B + b) * H + h) * T + t) * D;
          bf16 *to = out + (((b * T + t) * parts + p) * H + h) * D;
          float *sum = dbias + (p * H + h) * D;
          float s = p ? 1.f : scale;
          for (long d = 0; d < D; d++) to[d] = parts > 1 ? narrow(wide(from[d]) * s) : from[d];
          if (parts > 1) for (long d = 0; d < D; d++) sum[d] += wide(from[d]) * s;
        }
}

// Causal softmax of N score matrices [T, T] in place; the future becomes 0.
void softmax(bf16 *restrict scores, long N, long T) {
  for (long n = 0; n < N * T; n++) {
    bf16 *row = scores + n * T;
    long seen = n % T + 1;
    float e[seen], top = -1e30f, sum = 0;
    for (long j = 0; j < seen; j++) top = fmaxf(top, wide(row[j]));
    for (long j = 0; j < seen; j++) sum += e[j] = exponential(wide(row[j]) - top);
    sum = 1.f / sum;
    for (long j = 0; j < seen; j++) row[j] = narrow(e[j] * sum);
    for (long j = seen; j < T; j++) row[j] = 0;
  }
}

// dp becomes the gradient of the scores.
void softmax_back(const bf16 *restrict p, bf16 *restrict dp, long N, long T) {
  for (long n = 0; n < N * T; n++) {
    const bf16 *row = p + n * T;
    bf16 *d = dp + n * T;
    long seen = n % T + 1;
    float dot = 0;
    for (long j = 0; j < seen; j++) dot += wide(row[j]) * wide(d[j]);
    for (long j = 0; j < seen; j++) d[j] = narrow(wide(row[j]) * (wide(d[j]) - dot));
    for (long j = seen; j < T; j++) d[j] = 0;
  }
}

// Σ weight · −ln p(target); the logits become their gradient. With alpha > 0 also Σ weight · alpha · −ln(1 − p(c)) over the tokens c
// among the last `window` inputs of the document that are not the target (unlikelihood); not in the sum that is returned.
double cross_entropy(bf16 *restrict logits, const int64_t *restrict targets, const float *restrict weights, long M, long V,
                     const int64_t *restrict ids, long T, long window, float alpha, long end) {
  double total = 0;
  for (long m = 0; m < M; m++) {
    bf16 *row = logits + m * V;
    float top = -1e30f, sum = 0, w = weights[m], chosen = wide(row[targets[m]]);
    for (long j = 0; j < V; j++) top = fmaxf(top, wide(row[j]));
    float e[V];
    for (long j = 0; j < V; j++) sum += e[j] = exponential(wide(row[j]) - top);
    total += w * (logf(sum) + top - chosen);
    long seen[window + 1], count = 0;
    float push[window + 1], all = 0;
    for (long n = m; alpha > 0 && n >= m - m % T && n > m - window && ids[n] != end; n--) {
      long c = ids[n], new = c != targets[m];
      for (long i = 0; i < count; i++) new &= seen[i] != c;
      if (!new) continue;
      float p = fminf(e[c] / sum, 0.99f);
      seen[count] = c;
      all += push[count++] = w * alpha * p / (1.f - p);
    }
    float scale = (w - all) / sum;
    for (long j = 0; j < V; j++) row[j] = narrow(e[j] * scale);
    row[targets[m]] = narrow(expf(chosen - top) * scale - w);
    for (long i = 0; i < count; i++) row[seen[i]] = narrow(e[seen[i]] * scale + push[i]);
  }
  return total;
}

void accumulate(float *restrict sum, const bf16 *restrict x, long N) {
  for (long n = 0; n < N; n++) sum[n] += wide(x[n]);
}

// Embedding: x [M, C] = dropout(token rows + position rows), and its gradient.
void embed(const float *restrict wte, const float *restrict wpe, const int64_t *restrict ids, float *restrict x, long M, long T,
           long C, uint32_t seed, uint32_t threshold, float gain) {
  for (long m = 0; m < M; m++)
    for (long c = 0; c < C; c++)
      x[m * C + c] = (wte[ids[m] * C + c] + wpe[(m % T) * C + c]) * kept((uint32_t)(m * C + c), seed, threshold, gain);
}
void embed_back(const float *restrict dx, const int64_t *restrict ids, float *restrict dwte, float *restrict dwpe, long M,
                long T, long C, uint32_t seed, uint32_t threshold, float gain) {
  for (long m = 0; m < M; m++)
    for (long c = 0; c < C; c++) {
      float d = dx[m * C + c] * kept((uint32_t)(m * C + c), seed, threshold, gain);
      dwte[ids[m] * C + c] += d;
      dwpe[(m % T) * C + c] += d;
    }
}
