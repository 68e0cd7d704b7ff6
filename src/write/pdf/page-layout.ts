/**
 * The page: A4, as a letter is folded into a window envelope. The blocks of the letters come in as JSON beside the source,
 * never as source, so nothing that stands in a letter can be taken for typesetting code.
 *
 * Input `/letters.json`: `{ fonts: family names, letters: [{ language, blocks }] }`, see page-blocks.ts.
 * Each letter begins a page of its own and numbers its own pages; the label `end` tells on which page of the batch it ends.
 */
export const PAGE_LAYOUT = `
#let batch = json("/letters.json")
#let number-of(letter) = label("end-" + str(letter))

#set page(
  paper: "a4",
  margin: (top: 17mm, bottom: 19mm, x: 23mm),
  footer-descent: 7mm,
  footer: context {
    let letter = counter("letter").get().first()
    let language = batch.letters.at(calc.max(letter, 1) - 1).language
    let page-of-letter = counter(page).get().first()
    let pages = counter(page).at(number-of(letter)).first()
    set text(8.5pt, fill: luma(35%))
    align(center, if language == "zh" [第 #page-of-letter 页，共 #pages 页] else [Page #page-of-letter of #pages])
  },
)
#set text(font: batch.fonts, fallback: false, size: 10pt, number-type: "lining")
// Lines are broken one after the other: weighing whole paragraphs takes half as long again and changes little here.
#set par(leading: 0.58em, spacing: 0.58em, justify: true, linebreaks: "simple")

#let table-of(block) = {
  // A column of numbers is right-aligned and takes its share of what the others leave.
  let columns = block.head.len()
  let numeric = block.numeric
  set text(8.5pt)
  set par(justify: false, leading: 0.5em)
  v(0.2em)
  table(
    columns: numeric.map(is-numeric => if is-numeric { 1fr } else { auto }),
    align: (column, row) => (if row == 0 { center } else if numeric.at(column) { right } else { left }) + horizon,
    stroke: 0.4pt + luma(45%),
    fill: (_, row) => if row == 0 { luma(94%) },
    inset: (x: 4pt, y: 3.6pt),
    table.header(..block.head.map(cell => text(weight: "bold", cell))),
    ..block.cells,
  )
  v(0.2em)
}

#let tear-line = {
  v(0.5em)
  line(length: 100%, stroke: (thickness: 0.6pt, paint: luma(40%), dash: "dashed"))
}

#let show-block(block, language) = {
  let kind = block.kind
  if kind == "title" {
    align(center, text(16pt, weight: "bold", tracking: if language == "zh" { 0.06em } else { 0pt }, block.text))
    v(2mm)
  } else if kind == "heading" {
    v(0.5em)
    align(center, text(12pt, weight: "bold", block.text))
    v(0.3em)
  } else if kind == "paragraph" {
    if language == "zh" { par(first-line-indent: (amount: 2em, all: true), block.text) } else { par(block.text) }
  } else if kind == "left" {
    par(justify: false, block.text)
  } else if kind == "right" {
    align(right, block.text)
  } else if kind == "field" {
    pad(left: if language == "zh" { 2em } else { 1.5em }, par(justify: false, block.text))
  } else if kind == "table" {
    table-of(block)
  } else if kind == "space" {
    v(0.4em)
  }
}

// The receipt is torn off in one piece: from its line to the next page it is not broken.
#let show-letter(letter) = {
  let receipt = none
  for block in letter.blocks {
    if block.kind == "page" {
      if receipt != none { std.block(breakable: false, width: 100%, receipt) }
      receipt = none
      pagebreak(weak: true)
    } else if block.kind == "tear" {
      if receipt != none { std.block(breakable: false, width: 100%, receipt) }
      receipt = tear-line
    } else if receipt != none {
      receipt += show-block(block, letter.language)
    } else {
      show-block(block, letter.language)
    }
  }
  if receipt != none { std.block(breakable: false, width: 100%, receipt) }
}

#for (index, letter) in batch.letters.enumerate() {
  if index > 0 { pagebreak() }
  counter(page).update(1)
  counter("letter").update(index + 1)
  set text(lang: letter.language, region: if letter.language == "zh" { "cn" } else { "gb" })
  show-letter(letter)
  [#metadata(index)#number-of(index + 1)]
  context [#metadata(here().page())<end>]
}
`;
