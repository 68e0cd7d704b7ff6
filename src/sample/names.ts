/** Names of people, shops, farms and companies. All are put together by chance. */
import type { Random } from './random.js';

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万',
  '欧阳',
  '上官',
  '诸葛',
  '司徒',
];
const GIVEN = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华玉萍红建国文斌辉鑫宇浩轩欣怡梓涵子晨思雨佳琪俊嘉懿博海波志远春梅雪松立新晓东卫民德全福顺宝根长生满仓',
];
/** Characters that trip narrow encodings: beyond GB 2312, in CJK extension A, and beyond the basic plane. */
const RARE = ['䶮', '㛃', '堃', '喆', '犇', '赟', '翀', '頔', '淏', '垚', '𬭎', '𠅤', '𫖯'];

const TRADE_NAMES = [
  '鑫源',
  '恒达',
  '瑞丰',
  '金穗',
  '永兴',
  '华盛',
  '顺安',
  '远航',
  '宏图',
  '嘉禾',
  '天成',
  '众信',
  '益民',
];
const INDUSTRIES = [
  '建材',
  '机械',
  '纺织',
  '食品',
  '商贸',
  '物流',
  '电子',
  '包装',
  '汽车配件',
  '环保科技',
  '装饰工程',
  '粮油',
];
const SHOPS = [
  '五金店',
  '小吃店',
  '超市',
  '服装店',
  '汽修厂',
  '理发店',
  '电器维修部',
  '水果批发部',
  '早餐店',
  '建材经营部',
];
const FARMS = ['家庭农场', '种植专业合作社', '养殖专业合作社', '果园', '茶叶专业合作社'];

export const OCCUPATIONS = {
  individual: ['公司职员', '教师', '工厂工人', '司机', '护士', '个体经营', '公务员', '退休', '自由职业', '快递员', ''],
  micro: ['餐饮', '零售', '维修', '批发', '运输', ''],
  farm: ['种植业', '养殖业', '林果业', '渔业'],
  company: ['制造业', '批发零售', '建筑业', '物流业', '信息技术', ''],
} as const;

export function personName(random: Random): string {
  const first = random.chance(45) ? random.pick(RARE) : random.pick(GIVEN);
  return random.pick(SURNAMES) + first + (random.chance(740) ? random.pick(GIVEN) : '');
}

export function companyName(random: Random, place: string): string {
  const form = random.chance(80) ? '股份有限公司' : random.chance(120) ? '有限责任公司' : '有限公司';
  return `${place}${random.pick(TRADE_NAMES)}${random.pick(INDUSTRIES)}${form}`;
}

export function shopName(random: Random, place: string): string {
  return `${place}${random.chance(400) ? `老${random.pick(SURNAMES)}` : random.pick(TRADE_NAMES)}${random.pick(SHOPS)}`;
}

export function farmName(random: Random, place: string): string {
  return `${place}${random.pick(TRADE_NAMES)}${random.pick(FARMS)}`;
}
