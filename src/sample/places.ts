/** An invented bank in an invented city: regions, branches and officers with their weights, and addresses. */
import { personName } from './names.js';
import { Random } from './random.js';

export interface Branch {
  readonly name: string;
  readonly region: string;
  /** What stands before the street in an address. */
  readonly place: string;
  readonly rural: boolean;
  /** Share of the book; a few branches hold most of it. */
  readonly weight: number;
}

export const CITY = '云江市';

export const BRANCHES: readonly Branch[] = [
  { name: '云江分行营业部', region: '城东', place: '城东区', rural: false, weight: 30 },
  { name: '城东支行', region: '城东', place: '城东区', rural: false, weight: 18 },
  { name: '江北支行', region: '江北', place: '江北区', rural: false, weight: 14 },
  { name: '高新支行', region: '江北', place: '江北区', rural: false, weight: 9 },
  { name: '城西支行', region: '城西', place: '城西区', rural: false, weight: 8 },
  { name: '临溪支行', region: '临溪', place: '临溪县城关镇', rural: false, weight: 7 },
  { name: '白沙支行', region: '临溪', place: '临溪县白沙镇', rural: true, weight: 5 },
  { name: '桃源支行', region: '临溪', place: '临溪县桃源乡', rural: true, weight: 3 },
  { name: '东岭支行', region: '东岭', place: '东岭县城关镇', rural: false, weight: 4 },
  { name: '石桥支行', region: '东岭', place: '东岭县石桥镇', rural: true, weight: 2 },
];

const STREETS = [
  '解放路',
  '人民路',
  '滨江大道',
  '建设街',
  '文化路',
  '工业园一路',
  '学府路',
  '朝阳街',
  '迎宾大道',
  '新华路',
];
const VILLAGES = ['东山村', '柳树湾村', '大沟村', '水磨村', '杨家坪村', '青石村', '新田村'];
const ESTATES = ['阳光花园', '翠湖苑', '锦绣江南', '书香名邸', '东方家园', '幸福里'];

/** An address at the branch's place. One in eight holds a comma, so that it stands in quotes in a file. */
export function address(random: Random, branch: Branch): string {
  if (branch.rural)
    return `${CITY}${branch.place}${random.pick(VILLAGES)}${random.between(1, 12)}组${random.between(1, 180)}号`;
  const street = `${CITY}${branch.place}${random.pick(STREETS)}${random.between(1, 899)}号`;
  if (random.chance(450)) return street;
  const flat = `${random.between(1, 30)}栋${random.between(1, 4)}单元${random.between(1, 28)}0${random.between(1, 4)}室`;
  return `${street}${random.pick(ESTATES)}${random.chance(270) ? ',' : ''}${flat}`;
}

/** The officers of each branch, in the order of {@link BRANCHES}; the bigger the branch, the more of them. */
export function staffBranches(seed: number): readonly (readonly string[])[] {
  const random = new Random(seed, -1);
  const taken = new Set<string>();
  return BRANCHES.map((branch) => {
    const officers: string[] = [];
    while (officers.length < 2 + Math.floor(branch.weight / 7)) {
      const name = personName(random);
      if (!taken.has(name)) officers.push(name);
      taken.add(name);
    }
    return officers;
  });
}
