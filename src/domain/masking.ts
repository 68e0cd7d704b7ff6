/**
 * Masking of personal data for lists and screens: enough is left to tell a row from its neighbours, too little to find
 * the person. A blank stays blank. Characters are counted as the eye sees them, so that a rare character is not cut in half.
 */

const STAR = '*';

/** The characters of the trimmed text: the text itself where each is one code unit, as nearly always. */
function charactersOf(text: string): string | string[] {
  const trimmed = text.trim();
  for (let at = 0; at < trimmed.length; at++) {
    if ((trimmed.charCodeAt(at) & 0xf800) === 0xd800) return [...trimmed];
  }
  return trimmed;
}

function joined(characters: string | string[]): string {
  return typeof characters === 'string' ? characters : characters.join('');
}

const STARS = Array.from({ length: 64 }, (_, count) => STAR.repeat(count));

/** Keeps the first `first` and last `last` characters. A text that this would show whole or nearly so is starred more. */
function keepEnds(text: string, first: number, last: number): string {
  const characters = charactersOf(text);
  const { length } = characters;
  if (length === 0) return '';
  // At least half of a short text is hidden.
  const shown = Math.floor(length / 2);
  const head = Math.min(first, shown);
  const tail = Math.min(last, shown - head);
  const hidden = length - head - tail;
  const stars = STARS[hidden] ?? STAR.repeat(hidden);
  return joined(characters.slice(0, head)) + stars + joined(characters.slice(length - tail));
}

/** Endings by which a name is that of an organisation. */
const ORGANISATION =
  /(公司|厂|店|行|部|社|院|所|中心|合作社|集团|企业|工作室|经营部|商行|\b(?:Ltd|Co|Inc|LLC|Limited)\b\.?)$/i;

/**
 * A person's name keeps its first character and its length: 张三 → 张*, 欧阳小明 → 欧***. An organisation's keeps its first
 * four characters: 深圳市大鹏贸易有限公司 → 深圳市大*******.
 */
export function maskName(name: string, isOrganisation?: boolean): string {
  const { length } = charactersOf(name);
  if (length === 1) return STAR;
  const isLong = length > 4 && (isOrganisation ?? ORGANISATION.test(name.trim()));
  return keepEnds(name, isLong ? 4 : 1, 0);
}

/** Whether the text is eleven digits, as nearly every mobile number stands in an export. */
function isPlainMobile(text: string): boolean {
  if (text.length !== 11) return false;
  for (let at = 0; at < 11; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x30 || unit > 0x39) return false;
  }
  return true;
}

/** 13812341234 → 138****1234, as bills print it. A shorter number keeps less. Of several numbers in one cell each is masked. */
export function maskPhone(phone: string): string {
  if (isPlainMobile(phone)) return `${phone.slice(0, 3)}****${phone.slice(7)}`;
  return phone.trim().replace(/[\d０-９][\d０-９\s-]*[\d０-９]|[\d０-９]/g, (number) => {
    const digits = number.replace(/[\s-]/g, '');
    if (digits.length < 10) return keepEnds(digits, 1, 2);
    return digits.slice(0, 3) + STAR.repeat(digits.length - 7) + digits.slice(-4);
  });
}

/** Keeps the first three and last two characters: the district and the check digit, not the birthday. */
export function maskIdNumber(idNumber: string): string {
  return keepEnds(idNumber, 3, 2);
}

/** Keeps the last four digits, as receipts do. */
export function maskAccount(account: string): string {
  return keepEnds(account.replace(/[\s-]/g, ''), 0, 4);
}

/** Keeps province, city and district, or the first six characters where there are none; the rest becomes one run of four stars. */
export function maskAddress(address: string): string {
  const characters = [...address.trim()];
  if (characters.length === 0) return '';
  const district = /^.{1,9}?(?:自治区|省)?.{0,9}?(?:市|自治州|盟).{0,6}?(?:区|县|旗|市)/u.exec(
    characters.join(''),
  )?.[0];
  const city = /^.{1,12}?(?:市|区|县)/u.exec(characters.join(''))?.[0];
  const kept = [...(district ?? city ?? characters.slice(0, 6).join(''))];
  const shown = Math.min(kept.length, Math.floor(characters.length / 2));
  return `${kept.slice(0, shown).join('')}****`;
}
