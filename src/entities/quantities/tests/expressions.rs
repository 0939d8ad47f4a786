//! Expressions as news writes them: what is marked stands in brackets, its value and unit behind.
//!
//! All pages are published on 20 March 2031, a Thursday. A row without brackets must stay unmarked.

use super::found;

#[track_caller]
fn rows(table: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (row, values) in table {
        let text = row.replace(['[', ']'], "");
        let mut expected = Vec::new();
        let mut rest = *row;
        while let Some((_, tail)) = rest.split_once('[') {
            let (marked, tail) = tail.split_once(']').expect("brackets pair up");
            expected.push(marked.to_owned());
            rest = tail;
        }
        assert_eq!(expected.len(), values.len(), "a value a mark: {row}");
        let expected: Vec<String> = expected
            .iter()
            .zip(*values)
            .map(|(mark, value)| format!("{mark} = {value}").trim_end().to_owned())
            .collect();
        let got: Vec<String> = found("2031-03-20", &text)
            .into_iter()
            .map(|(mark, value, unit)| format!("{mark} = {value} {unit}").trim_end().to_owned())
            .collect();
        if got != expected {
            wrong.push(format!("{text}\n     wanted {expected:?}\n        got {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

#[test]
fn money() {
    rows(&[
        ("a deal worth [$1.2 bn] was signed", &["1200000000 USD"]),
        ("it lost [EUR 3m] on it", &["3000000 EUR"]),
        ("they raised [1.5 million euros]", &["1500000 EUR"]),
        ("a fraud of [Rs 40 crore]", &["400000000 INR"]),
        ("a fraud of [Rs. 2,50,000] in cash", &["250000 INR"]),
        ("a budget of [Rs 3 lakh crore]", &["3000000000000 INR"]),
        ("about [Rs500 crore] is owed", &["5000000000 INR"]),
        ("some [₹1,200 crore] was spent", &["12000000000 INR"]),
        ("it may fetch [£20-30m] at auction", &["20000000/30000000 GBP"]),
        ("it may fetch [£20m-£30m] at auction", &["20000000/30000000 GBP"]),
        ("it may fetch [€20bn-25bn]", &["20000000000/25000000000 EUR"]),
        ("tickets cost [$5-$10]", &["5/10 USD"]),
        ("from [$20 to $30 million]", &["20000000/30000000 USD"]),
        ("between [$2 billion and $3 billion]", &["2000000000/3000000000 USD"]),
        ("worth [$1.5 billion–$2 billion]", &["1500000000/2000000000 USD"]),
        ("worth [$3–5 billion]", &["3000000000/5000000000 USD"]),
        ("worth [$3-5 billion]", &["3000000000/5000000000 USD"]),
        ("[US$1.5 billion to US$2 billion]", &["1500000000/2000000000 USD"]),
        ("a [$4.5-million] deal", &["4500000 USD"]),
        ("a [€200-million] fund", &["200000000 EUR"]),
        ("a [$1bn-a-year] contract", &["1000000000 USD"]),
        ("a [£3.5-million-a-year] deal", &["3500000 GBP"]),
        ("the [$100-a-month] plan", &["100 USD"]),
        ("a fee of [£9,250-a-year]", &["9250 GBP"]),
        ("oil at [$75.30/barrel]", &["75.3 USD"]),
        ("oil at [$75.30] a barrel", &["75.3 USD"]),
        ("a [£1m-plus] house", &["1000000 GBP"]),
        ("a [10-million-dollar] house", &["10000000 USD"]),
        ("it cost [US$ 4.5 million]", &["4500000 USD"]),
        ("it cost [C$2.3bn] and [R$ 30 million]", &["2300000000 CAD", "30000000 BRL"]),
        ("it cost [KSh2.5 billion]", &["2500000000 KES"]),
        ("it cost [Sh 200 million]", &["200000000 KES"]),
        ("it cost [USD100m]", &["100000000 USD"]),
        ("it cost [12,500 GBP]", &["12500 GBP"]),
        ("it cost [₦5 billion]", &["5000000000 NGN"]),
        ("it cost [¥10 trillion]", &["10000000000000 JPY"]),
        ("it cost [10 trillion yen]", &["10000000000000 JPY"]),
        ("it cost [2 trillion won]", &["2000000000000 KRW"]),
        ("it cost [40 crore rupees]", &["400000000 INR"]),
        ("it cost [100,000 Swiss francs]", &["100000 franc"]),
        ("it cost [a million dollars]", &["1000000 USD"]),
        ("it cost [half a billion dollars]", &["500000000 USD"]),
        ("it cost [two and a half million pounds]", &["2500000 GBP"]),
        ("it cost [a quarter of a million dollars]", &["250000 USD"]),
        ("it cost [five dollars] or [30 cents] a day", &["5 USD", "30 cent"]),
        ("it cost [$300k] and [$1.3B]", &["300000 USD", "1300000000 USD"]),
        ("it cost [€4.5bn] ([£3.9bn])", &["4500000000 EUR", "3900000000 GBP"]),
        ("worth [$100,000-$1 million]", &["100000/1000000 USD"]),
        ("it weighed some [800 pounds]", &["800 pounds"]),
        ("several million dollars and hundreds of millions of euros", &[]),
        ("the million-dollar question", &[]),
        ("an Audi R8 and a BMW R1200", &[]),
    ]);
}

#[test]
fn shares() {
    rows(&[
        ("rose [12 to 15 per cent]", &["12/15 %"]),
        ("rose [3-5%] and [40–50%]", &["3/5 %", "40/50 %"]),
        ("rose [3%-5%] in all", &["3/5 %"]),
        ("rose between [3% and 5%]", &["3/5 %"]),
        ("rose from [3%] to [5%]", &["3 %", "5 %"]),
        ("by [6,4 per cent]", &["6.4 %"]),
        ("by [5pc] or [7 pc]", &["5 %", "7 %"]),
        ("by [five per cent] or [twenty-five percent]", &["5 %", "25 %"]),
        ("[a hundred percent] sure", &["100 %"]),
        ("a [51-per-cent] stake and a [10-percent] cut", &["51 %", "10 %"]),
        ("a [0.5 percentage point] rise", &["0.5 percentage points"]),
        ("a [25-basis-point] cut", &["25 basis points"]),
        ("[half a percentage point]", &["0.5 percentage points"]),
        ("[A third] of voters", &["33.3333 %"]),
        ("prices fell by [a third].", &["33.3333 %"]),
        ("[two-thirds] of them and [three-quarters] of us", &["66.6667 %", "75 %"]),
        ("[two thirds] of them", &["66.6667 %"]),
        ("[a quarter] of the votes", &["25 %"]),
        ("a quarter of an hour", &[]),
        ("[half] of the votes, [half] the seats", &["50 %", "50 %"]),
        ("the second half of the match", &[]),
        ("the third man and a third man", &[]),
        ("[one in five] voters", &["20 %"]),
        ("[nine out of ten] said so", &["90 %"]),
        ("[4 in 10] Americans", &["40 %"]),
        ("ranges from [3.5–5%]", &["3.5/5 %"]),
        ("double-digit growth", &[]),
        ("the world number one in [three countries]", &["3 countries"]),
    ]);
}

#[test]
fn measures_and_counts() {
    rows(&[
        ("the [100-metre] race", &["100 metre"]),
        ("a [five-day] visit and a [two-week] trip", &["5 day", "2 week"]),
        ("a [twenty-five-year-old] man", &["25 year"]),
        ("a [12-member] panel", &["12 member"]),
        ("a one-way, two-faced, three-dimensional one-off", &[]),
        ("a 3D film on a 5G network from 7-Eleven", &[]),
        ("at [80 km/h], [80kph] and [50mph]", &["80 km/h", "80 km/h", "50 mph"]),
        ("over [1,200 square kilometres] or [12 sq km]", &["1200 square kilometres", "12 square km"]),
        ("at [30°C], [30C] and [minus 20 degrees]", &["30 °C", "30 °C", "-20 degrees"]),
        ("it was [-5C] there", &["-5 °C"]),
        ("a [6.2-magnitude] earthquake", &["6.2 magnitude"]),
        ("[1.2m barrels] and [3.5m people]", &["1200000 barrels", "3500000 people"]),
        ("the [100m] hurdles and [1.5m] tall", &["100 m", "1.5 m"]),
        ("[1bn people] and [one billion people]", &["1000000000 people", "1000000000 people"]),
        ("a [40,000-strong] crowd", &["40000 strong"]),
        ("[two or three days]", &["2/3 days"]),
        ("[20 to 30 people] or [20-30 people]", &["20/30 people", "20/30 people"]),
        ("between [five and ten years]", &["5/10 years"]),
        ("[two hundred and fifty miles]", &["250 miles"]),
        ("[two and a half years] and [2½ hours]", &["2.5 years", "2.5 hours"]),
        ("[half an hour] later", &["0.5 hour"]),
        ("[18- to 24-year-olds]", &["18/24 year"]),
        ("a [10-15-year] term", &["10/15 year"]),
        ("[20-plus people] and [1,500+ people]", &["20 people", "1500 people"]),
        ("[a dozen people] and dozens more", &["12 people"]),
        ("[three times] as high", &["3 times"]),
        ("[15] Ukrainian soldiers", &["15"]),
        ("won 2-1, lost 1-3, call 555-1234 or 0800", &[]),
        ("children aged [5-12]", &["5/12"]),
        ("version 17.0.1 of 24/7 and 9/11 and 50/50", &[]),
        ("No one knows, and one of them says so", &[]),
        ("a quarter of a century and a couple of days", &[]),
    ]);
}

#[test]
fn ordinals() {
    rows(&[
        ("the [twenty-third] session", &["23 ordinal"]),
        ("the [21st] birthday and his [4th] goal", &["21 ordinal", "4 ordinal"]),
        ("the [fifth] suspect and a [twentieth] victim", &["5 ordinal", "20 ordinal"]),
        ("the first, the second and the third man", &[]),
    ]);
}

#[test]
fn days() {
    rows(&[
        ("on [March 3] and [3 March]", &["2031-03-03", "2031-03-03"]),
        ("on [3rd March] and [March 3rd, 2031]", &["2031-03-03", "2031-03-03"]),
        ("the [3rd of March]", &["2031-03-03"]),
        ("on [3 Mar 2031] and [Mar. 3, 2031]", &["2031-03-03", "2031-03-03"]),
        ("on [Sept. 11, 2001] and [11 September 2001]", &["2001-09-11", "2001-09-11"]),
        ("on [Friday, March 14] and [Friday 14 March]", &["2031-03-14", "2031-03-14"]),
        ("on [Fri 14 Mar] and [Wednesday, 14 March 2029]", &["2031-03-14", "2029-03-14"]),
        ("on [Friday the 14th of March]", &["2031-03-14"]),
        ("early on [Monday morning]", &["2031-03-17"]),
        ("on [Monday]’s meeting", &["2031-03-17"]),
        ("they meet on Mondays", &[]),
        ("the week of [March 3]", &["2031-03-03"]),
        ("on [14.03.2031] and [2031-03-14]", &["2031-03-14", "2031-03-14"]),
        ("on [14/03/2031]", &["2031-03-14"]),
        ("last [May] they met", &["2030-05"]),
        ("in [mid-March] and [mid-2030]", &["2031-03", "2030"]),
        ("by the end of [March]", &["2031-03"]),
        ("the Sun said, and they march", &[]),
        ("in [May 2020] and [May 5]", &["2020-05", "2031-05-05"]),
        ("[yesterday evening] and [this morning]", &["2031-03-19", "2031-03-20"]),
        ("[Tuesday night] or [last fall]", &["2031-03-18", "2030"]),
        ("earlier [this month]", &["2031-03"]),
        ("[10 days ago], [an hour ago], [a decade ago]", &["2031-03-10", "", "2021"]),
        ("several years ago, a few weeks ago", &[]),
        ("[last decade] and [this decade]", &["2021/2031", ""]),
    ]);
}

#[test]
fn spans_of_days() {
    rows(&[
        ("[3-5 March] and [3 to 5 March]", &["2031-03-03/2031-03-05", "2031-03-03/2031-03-05"]),
        ("[March 3-5] and [March 3–5]", &["2031-03-03/2031-03-05", "2031-03-03/2031-03-05"]),
        ("from [March 3 to April 5]", &["2031-03-03/2031-04-05"]),
        ("[December 3 to January 5, 2030]", &["2029-12-03/2030-01-05"]),
        ("from [January to March 2031]", &["2031-01/2031-03"]),
        ("from [November to March 2031]", &["2030-11/2031-03"]),
        ("from [2019 to 2021] and between [2015 and 2018]", &["2019/2021", "2015/2018"]),
        ("from [2019 until 2021]", &["2019/2021"]),
        ("postponed from [March 3] to [April 5]", &["2031-03-03", "2031-04-05"]),
        ("the [2020-21] season and [2020/21]", &["2020/2021", "2020/2021"]),
        ("the [1980s], the [80s] and the ’[80s]", &["1980/1989", "1980/1989", "1980/1989"]),
        ("in the [mid-1990s], a man in his 80s", &["1990/1999"]),
        ("the [21st century] and a [19th-century] house", &["2001/2100", "1801/1900"]),
        ("in [Q3 2030] and the [third quarter of 2030]", &["2030-07/2030-09", "2030-07/2030-09"]),
        ("in the [first half of 2030]", &["2030-01/2030-06"]),
        ("the [2030] election", &["2030"]),
        ("in fiscal year [2029] seizures fell", &["2029"]),
    ]);
}

#[test]
fn times_of_day() {
    rows(&[
        ("at [6pm], [6 p.m.] and [6:30 p.m.]", &["T18:00", "T18:00", "T18:30"]),
        ("at [18:30] and [6.30pm]", &["T18:30", "T18:30"]),
        ("at [1830 GMT] and [0900 GMT]", &["T18:30", "T09:00"]),
        ("from [9am-5pm] and [8-10pm]", &["T09:00/T17:00", "T20:00/T22:00"]),
        ("from [9 a.m. to 5 p.m.]", &["T09:00/T17:00"]),
        ("between [6pm and 8pm]", &["T18:00/T20:00"]),
        ("at [5 o’clock] and [midnight]", &["T05:00", "T00:00"]),
        ("at [6:30 pm ET]", &["T18:30"]),
        ("a race of 2:03:15 and a score of 6-3", &[]),
        ("they work [9] to [5]", &["9", "5"]),
    ]);
}
