/**
 * Reproducible randomness (sfc32), 32-bit integers only.
 *
 * @param {number} seed
 * @returns {(limit: number) => number} draws a whole number in 0 … limit − 1
 */
export function makeDraw(seed) {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let counter = seed | 0;
  /** @param {number} limit */
  function draw(limit) {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) % limit;
  }
  for (let round = 0; round < 20; round++) draw(1);
  return draw;
}
