//! The phrases themselves.
//!
//! Origin: written for this project from the ordinary vocabulary of English news. Policy: a phrase is here only when it
//! attributes by itself, whatever it is about, and never by the body alone (who "leaned on" or "took aim at" something
//! need not speak); a word that attributes alone stands in [`super::super::cues`].

/// One phrase a line, where "one's" stands for whose it is; "|" parts the forms of the first word, the words behind it and what must follow.
pub(super) const PHRASES: &str = "\
made makes make|clear|clause
made makes make|it clear|clause
made makes make|plain|clause
made makes make|it plain|clause
made makes make|it known|that
made makes make|known|that
made makes make|the case|clause
made makes make|the case|for
made makes make|the point|that
made makes make|no secret of|any
made makes make|no mention of|any
made makes make|mention of|any
made makes make|light of|any
made makes make|much of|thing
let lets|slip|clause
let lets|it slip|that
let lets|on|clause
let lets|it be known|clause
left leaves leave|open|question
left leaves leave|no doubt|that
laid lays lay|out|question
laid lays lay|out|thing
wanted wants want|to know|question
cast casts|doubt on|thing
cast casts|doubt upon|thing
poured pours|scorn on|any
poured pours threw throws|cold water on|any
heaped heaps|praise on|any
drew draws draw|attention to|thing
called calls|attention to|thing
pointed points point|to|thing
played plays play|down|thing
played plays|up|thing
talked talks talk|up|thing
talked talks talk|down|thing
shrugged shrugs laughed laughs brushed brushes|off|thing
waved waves|away|thing
waved waves brushed brushes swatted swats|aside|thing
explained explains|away|thing
glossed glosses|over|thing
sounded sounds sound raised raises|the alarm about|any
sounded sounds sound raised raises|the alarm over|any
sounded sounds sound raised raises|the alarm on|any
raised raises raise|the prospect|of
raised raises raise|the possibility|of
raised raises raise|the spectre|of
raised raises raise|the specter|of
framed frames painted paints named||as
backed backs regretted regrets||thing
compared compares traced traces trace dated dates date||origin
put puts||down to
asked asks ask||question
raised raises|doubts about|any
raised raises|questions about|any
raised raises|concerns about|any
raised raises|concerns over|any
expressed expresses voiced voices|concern about|any
expressed expresses voiced voices|concern over|any
expressed expresses voiced voices|concern at|any
expressed expresses voiced voices|doubts about|any
expressed expresses voiced voices|regret for|any
expressed expresses voiced voices|regret over|any
expressed expresses voiced voices|support for|any
expressed expresses voiced voices|confidence in|any
expressed expresses voiced voices|confidence that|clause
voiced voices|fears for|any
distanced distances|himself from|any
distanced distances|herself from|any
distanced distance|themselves from|any
distanced distances|itself from|any
hoped hopes hope appealed appeals called pleaded pleads guided guides prayed prays pray||for
leaning|towards|any
leaning|toward|any
looked looks looking look|forward to|any
ruled rules rule|out|any
exclude||any
penciled pencilled pencils|in|any
took takes|issue with|any
took takes|exception to|any
took takes|umbrage at|any
took takes|comfort from|any
took takes|the view|that
took takes|the line|that
took takes|the position|that
took takes|it for granted|that
had has|it|that
divided split torn|over|question
divided split torn|on|question
divided split torn|about|question
sent sends|word|that
got gets|word|that
put puts|it about|that
put puts|out word|that
put puts|in a plea|for
gave gives give|notice|that
served serves|notice|that
gave gives give|one's word|that
gave gives give|an assurance|that
gave gives give|assurances|that
gave gives give|warning|that
dropped drops|a hint|that
dropped drops|hints|that
broke breaks|the news|that
sounded sounds issued issues|a warning|that
issued issues|a reminder|that
issued issues|a denial|that
offered offers|an assurance|that
ventured ventures hazarded hazards|a guess|that
raised raises|the possibility|that
floated floats|the idea|that
held holds|out hope|that
held holds|out hope|for
spoke speaks speak|highly of|any
thought thinks think|highly of|any
sang sings|the praises of|any
came comes come|out against|any
came comes come|out in favour of|any
came comes come|out in favor of|any
spoke speaks speak|out against|any
railed rails rail|against|any
hit hits|out at|any
took takes|a swipe at|any
owned owns|up to|any
pointed points|the finger at|any
pointed points|a finger at|any
laid lays put puts|the blame on|any
figured figures reckoned reckons||clause
requested requests|proof|that
requested requests|proof of|any
put puts|it down as|any
chalked chalks|it up to|any
wrote writes|it off as|any
begged begs|to differ over|any
begged begs|to differ on|any
begged begs|to differ about|any
came comes come|out for|any
came comes come|clean about|any
came comes come|round to the idea of|any
came comes come|round to the view|that
warmed warms|to the idea of|any
toyed toys|with the idea of|any
baulked balked baulks balks bridled bridles bristled bristles chafed chafes grumbled grumbles grumble|at|any
hinted hints hint|at|any
recoiled recoils|at the idea of|any
despaired despairs despair dreamed dreamt dreams dream dreaming approved approves approve disapproved|of|any
disapproves disapprove boasted boasts boast complained complains complain warned warns warn|of|any
longed longs long|for|any
yearned yearns yearn|for|any
pined pines pine|for|any
pressed pressing|for|any
pushing|for|any
clamoured clamored clamouring clamoring|for|any
hankered hankers hanker|after|any
counting|on|any
objected objects object assented assents alluded alludes allude confessed confesses confess admitted|to|any
admits admit testified testifies testify attested attests attest|to|any
agreed agrees agree|to|thing
agreed agrees agree||to
insisted insists insist|on|any
disagreed disagrees disagree concurred concurs concur quarrelled quarreled quarrels|with|any
disagreed disagrees disagree|over|any
disagreed disagrees disagree boasted boasts boast bragged brags brag grumbled grumbles grumble|about|any
complained complains complain griped gripes moaned moans joked jokes joke worried worries worry|about|any
worrying mused muses reminisced reminisces speculated speculates theorised theorized theorises theorizes|about|any
warned warns warn|against|any
owned owns|up to|any
vouched vouches vouch|for|any
despairs|over|any
agonised agonized agonises agonizes|over|any
apologised apologized apologises apologizes|for|any
mused muses|on|any
longed longs long yearned yearns yearn||to
believed believes believe|in|thing
would|rather|clause
lost loses|faith in|any
put puts|one's faith in|any
took takes|pride in|any
took takes|it|that
bracing braced|for|any
sets set|one's heart on|any
pinned pins pinning pin|one's hopes on|any
banking|on|any
painted paints|a bleak picture|of
painted paints|a grim picture|of
painted paints|a rosy picture|of
painted paints|a picture|of
spelled spelt spells|out|question
spelled spelt spells|out|thing
set sets|out|question
trotted trots|out|thing
came comes|out with|thing
gave gives|vent to|any
gave gives|voice to|any
gave gives|short shrift to|any
gave gives|thanks for|any
took takes|a dim view of|any
took takes|credit for|any
claimed claims|credit for|any
claimed claims|responsibility for|any
accepted accepts|responsibility for|any
placed places|the blame on|any
held holds|forth on|any
swore swears|blind|that
blew blows|the whistle on|any
broke breaks|ranks over|any
changed changes|one's mind about|any
changed changes|their minds about|any
spilled spilt spills|the beans about|any
is are was were|at pains to say|that
is are was were|quick to say|that
is are was were|at a loss to explain|any
would|have it|that
undertook undertakes undertaken undertaking||to
committed commits|to|any
quarrel|with|any
reads read interpreted interprets||as
told tells tell|of|any
talked talks talk talking|of|any
cried cries cry|foul over|any
returned returns recorded records|a verdict of|any
put puts|it|that
pooh-poohed pooh-poohs||thing
swore swears vowed vows promised promises pledged pledges||never
valued values value||at
urged urges urge demanded demands tips||headline
imagines envisages envisaged||thing
came comes come|round to the idea|that
tipped tips regrets deplores laments||headline";

/// Verbs that say something of a thing and do nothing to it: behind somebody and in front of a thing they attribute.
/// In the form of the other phrases.
pub(super) const JUDGE: &str = "\
lamented laments lament||thing
bemoaned bemoans bemoan||thing
deplored deplores deplore||thing
deprecated deprecates deprecate||thing
disparaged disparages disparage||thing
begrudged begrudges begrudge||thing
requested requests request||thing
queried queries query||thing
half-promised half-promises half-promise||thing
half-admits half-admit||thing
praised praises praise||thing
welcomed welcomes welcome||thing
endorsed endorses endorse||thing
opposed opposes oppose||thing
criticised criticises criticise||thing
criticized criticizes criticize||thing
condemned condemns condemn||thing
dreaded dreads dread||thing
resented resents resent||thing
craved craves crave||thing
coveted covets covet||thing
loathed loathes loathe||thing
detested detests detest||thing
relished relishes relish||thing
ridiculed ridicules ridicule||thing";
