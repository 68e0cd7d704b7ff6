/**
 * Masking of personal data for lists and screens: enough is left to tell a row from its neighbours, too little to find
 * the person. A blank stays blank. Characters are counted as the eye sees them, so that a rare character is not cut in half.
 */

const STAR = '*';

function charactersOf(text: string): string[] {
  return [...text.trim()];
}

/** Keeps the first `first` and last `last` characters. A text that this would show whole or nearly so is starred more. */
function keepEnds(text: string, first: number, last: number): string {
  const characters = charactersOf(text);
  const { length } = characters;
  if (length === 0) return '';
  // At least half of a short text is hidden.
  const shown = Math.floor(length / 2);
  const head = Math.min(first, shown);
  const tail = Math.min(last, shown - head);
  return (
    characters.slice(0, head).join('') + STAR.repeat(length - head - tail) + characters.slice(length - tail).join('')
  );
}

/** Endings by which a name is that of an organisation. */
const ORGANISATION =
  /(公司|厂|店|行|部|社|院|所|中心|合作社|集团|企业|工作室|经营部|商行|\b(?:Ltd|Co|Inc|LLC|Limited)\b\.?)$/i;

/**
 * A person's name keeps its first character and its length: 张三 → 张*, 欧阳小明 → 欧***. An organisation's keeps its first
 * four characters: 深圳市大鹏贸易有限公司 → 深圳市大*******.
 */
export function maskName(name: string, isOrganisation = ORGANISATION.test(name.trim())): string {
  const length = charactersOf(name).length;
  if (length === 1) return STAR;
  return isOrganisation && length > 4 ? keepEnds(name, 4, 0) : keepEnds(name, 1, 0);
}

/** 13812341234 → 138****1234, as bills print it. A shorter number keeps less. Of several numbers in one cell each is masked. */
export function maskPhone(phone: string): string {
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
  const characters = charactersOf(address);
  if (characters.length === 0) return '';
  const district = /^.{1,9}?(?:自治区|省)?.{0,9}?(?:市|自治州|盟).{0,6}?(?:区|县|旗|市)/u.exec(
    characters.join(''),
  )?.[0];
  const city = /^.{1,12}?(?:市|区|县)/u.exec(characters.join(''))?.[0];
  const kept = [...(district ?? city ?? characters.slice(0, 6).join(''))];
  const shown = Math.min(kept.length, Math.floor(characters.length / 2));
  return `${kept.slice(0, shown).join('')}****`;
}
