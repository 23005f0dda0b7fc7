#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts/bench measures, at the desk of madoguchi-training.  Usage: measure.py BUILD [--json FILE]

Every figure stands beside its peer or limit, measured or computed in the same run.  Ours and the
peer take turns, and the ratio is the median of the turns' ratios: what else the machine does falls
on both.  A figure that misses its aim is printed like the others: measuring is not judging, so the
exit status is 0 unless something could not be measured."""
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time

RESIDENT = 'Madoguchi training reader 00 01'
SCENARIO = 'tests/scenarios/takahashi.ini'
PASSWORD = 'MADO2026'
KEYGEN_MS = 13300  # median of real cards: src/sim/mado-sim-keygen-time.c
ISSUES = 3         # as a resident sees them: each takes KEYGEN_MS and more
QUICK_ISSUES = 6   # the same with a key that is there at once, for the desk's own time
READS = 15
STARTS = 9
PAGE_KIB = 48      # one page of a form in BIZ UDPGothic, as measured with other text
LIMIT_S = 180      # of each program

build = sys.argv[1]
scratch = tempfile.mkdtemp(prefix='madoguchi-bench-')
desk = os.path.dirname(os.environ['MADOGUCHI_SETTINGS'])
rows = []
failed = []


def program(name):
    return os.path.join(build, 'src/programs', name)


def bench(name):
    return os.path.join(build, 'tests/bench', name)


def run(*argv, **options):
    return subprocess.run(argv, check=True, timeout=LIMIT_S, stdout=subprocess.PIPE, text=True, **options).stdout


def control(line):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(10)
        connection.connect(os.environ['MADOGUCHI_CARD_CONTROL'])
        connection.sendall(line.encode() + b'\n')
        answer = connection.makefile().readline().strip()
    if not answer.startswith('ok'):
        raise RuntimeError(f'madoguchi-card: {line}: {answer}')
    return answer


def card_counters():
    """APDUs and bytes of the card that is in, as it counted them itself."""
    found = re.search(r'resident=[0-9A-F]+,\w+,apdus:(\d+),.*?in:(\d+),out:(\d+)', control('status'))
    return int(found[1]), int(found[2]) + int(found[3])


def add(name, ours, peer_name, peer, unit, aim, ratio=None):
    """@ratio: where it is not that of the two figures; @aim: None where nobody asks for one."""
    ratio = ours / peer if ratio is None else ratio
    held = None
    if aim is not None:
        compare, bound = aim.split()
        held = {'<=': ratio <= float(bound), '>=': ratio >= float(bound), '<': ratio < float(bound)}[compare]
    rows.append({'name': name, 'ours': ours, 'peer': peer, 'peer_name': peer_name, 'unit': unit,
                 'ratio': ratio, 'aim': aim, 'held': held})


def add_turns(name, turns, peer_name, unit, aim, scale=1):
    """@turns: pairs of ours and the peer's, one a turn."""
    ours, peer = (statistics.median(turn[i] for turn in turns) * scale for i in (0, 1))
    add(name, ours, peer_name, peer, unit, aim, statistics.median(a / b for a, b in turns))


# --- durable events ---

def measure_events():
    # Beside the desk's own database: the same disk.
    with tempfile.TemporaryDirectory(dir=desk) as folder:
        turns = [tuple(map(float, line.split())) for line in run(bench('bench-events'), folder).splitlines()]
    add_turns('durable events a second', turns, 'plain SQLite commits', '/s', '>= 0.7')


# --- the forms ---

def measure_forms():
    for line in run(bench('bench-forms')).splitlines():
        name, ours_us, least_us, ratio, n_ours, n_least = line.split()
        add(f'{name}: processor time', float(ours_us) / 1000, 'its text alone, by Pango and cairo', float(least_us) / 1000, 'ms', None, float(ratio))
        add(f'{name}: PDF', int(n_ours) / 1024, f'limit; its text alone: {int(n_least) / 1024:.0f} KiB', PAGE_KIB, 'KiB', '<= 1')


# --- lists, search, the nightly pass, the import of changes ---

def measure_lists():
    with tempfile.TemporaryDirectory(dir=desk) as folder:
        program_path = bench('bench-lists')
        subprocess.run([program_path, 'fill', folder], check=True, timeout=4 * LIMIT_S)
        for line in run(program_path, 'lists', folder).splitlines():
            name, ms, rows_found = line.split()
            add(f'list {name}: {int(rows_found):,} rows', float(ms), 'limit; 100,000 cases, 20,000 letters', 100.0, 'ms', '<= 1')
        expire = dict(line.split() for line in run(program_path, 'expire', folder).splitlines())
        add('20,000 letters expire', float(expire['expire']) * 1000, 'limit', 1000.0, 'ms', '<= 1')
        few, many = (dict(line.split() for line in run(program_path, 'import', folder, str(n)).splitlines()) for n in (10000, 100000))
        add('100,000 changes imported', float(many['seconds']) * 1000, 'limit', 20000.0, 'ms', '<= 1')
        add('import: peak memory', int(many['peak']) / 1024, 'with a tenth of the rows', int(few['peak']) / 1024, 'MiB', '<= 1.1')


# --- an issuance ---

# A command and its answer on the line: bytes.  Protected (SCP03 level 33): the data are padded to 16
# and encrypted, 8 bytes of MAC follow; the same holds for the answer (card.md 2.2).
def padded(n):
    return (n // 16 + 1) * 16 if n else 0


def clear(n_data, n_answer, le=None):
    return 4 + (1 + n_data if n_data else 0) + (1 if (n_answer if le is None else le) else 0) + n_answer + 2


def secured(n_data, n_answer):
    return 4 + 1 + padded(n_data) + 8 + (1 if n_answer else 0) + padded(n_answer) + 8 + 2


CHUNK = 224     # bytes of an UPDATE BINARY (card.md 2.6)
READ_MAX = 239  # bytes of a protected READ BINARY: 240 encrypted, 8 MAC


def pieces(total, size):
    return [min(size, total - at) for at in range(0, total, size)]


OPEN = [clear(10, 0), clear(0, 32), clear(8, 32), clear(16, 0)]  # SELECT, token, INITIALIZE UPDATE, EXTERNAL AUTHENTICATE
CLOSE = [clear(10, 0)]                                           # SELECT drops channel and password
PUBLIC_KEY = [secured(0, n) for n in pieces(270, READ_MAX)]


def write(n_der):
    return [secured(n, 0) for n in pieces(n_der - 4, CHUNK)] + [secured(4, 0)] + [secured(0, n) for n in pieces(n_der, READ_MAX)]


def least(n_certificate, n_ca):
    """The commands of card.md 2.5 and no other, files by short identifier where the card allows it.
    Five conversations: between any two of them a person acts and the card may have left the reader."""
    look = [secured(0, 1), secured(0, 0), secured(0, 0), secured(0, 4)]  # life cycle, tries, no key, no certificate
    prime = [secured(67, 11)]                                           # PUT KEY, three AES-128 keys
    make_key = [secured(2, 0), secured(0, 0)] + PUBLIC_KEY              # SELECT 001A, GENERATE
    sign = PUBLIC_KEY + [secured(2, 0), secured(8, 0)] + CLOSE + [clear(8, 0), clear(51, 256)]
    deliver = PUBLIC_KEY + [secured(0, 4)] + write(n_ca) + write(n_certificate)
    conversations = [look, prime, make_key, sign, deliver]
    commands = [c for part in conversations for c in OPEN + part + CLOSE]
    visits = len(commands) - 2 * len(OPEN + CLOSE)  # look + prime, make_key + sign in one each
    return len(commands), sum(commands), visits


def der_length(pem):
    return len(subprocess.run(['openssl', 'x509', '-in', pem, '-outform', 'DER'], check=True, stdout=subprocess.PIPE).stdout)


def wait_card(present):
    """Until every program sees that a card is in the reader, or that none is: pcscd looks every 0.4 s."""
    deadline = time.monotonic() + 20
    command = ['opensc-tool', '--reader', RESIDENT, '--atr']
    while (subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0) != present:
        if time.monotonic() > deadline:
            raise RuntimeError('the reader does not see what the card does')


def insert_resident(number, keygen_ms):
    """A blank card, and a scenario with another person: one certificate a person, one a card."""
    card, scenario = (os.path.join(scratch, f'{number}.{kind}') for kind in ('card', 'ini'))
    run(program('madoguchi-card'), '--new-card', card)
    with open(SCENARIO, encoding='utf-8') as source, open(scenario, 'w', encoding='utf-8') as target:
        target.write(source.read().replace('S55.2.17', f'S55.3.{number + 1}'))
    control('remove resident')
    wait_card(False)
    control(f'insert resident {card}')
    wait_card(True)
    control(f'keygen resident {keygen_ms}')
    return [program('madoguchictl'), 'play', scenario, '--operator', 'sato', '--password-file', f'{desk}/sato.password']


def issue(number, keygen_ms):
    out = os.path.join(scratch, f'{number}.out')
    run(*insert_resident(number, keygen_ms), '--out', out)
    with open(f'{out}/timing.json', encoding='utf-8') as source:
        return json.load(source), out


def count_issue(number):
    """APDUs and bytes as the card counts them; without --out, which would read the card once more."""
    command = insert_resident(number, 0)
    before = card_counters()
    run(*command)
    return [after - now for after, now in zip(card_counters(), before)]


def measure_issues():
    apdus, n_bytes = count_issue(0)
    timings, outs = zip(*(issue(number, KEYGEN_MS) for number in range(1, ISSUES + 1)))
    quick = [issue(number, 0)[0] for number in range(ISSUES + 1, ISSUES + QUICK_ISSUES + 1)]

    def median(value, of=timings + tuple(quick)):
        return statistics.median(value(t) / 1000 for t in of)

    total_ms = median(lambda t: t['total_us'], timings)
    share = statistics.median(t['desk_us'] / t['total_us'] for t in timings)
    add('issuance: desk overhead', median(lambda t: t['desk_us']), 'limit; without what card, CA and printer took', 100.0, 'ms', '<= 1')
    add('issuance: processor time of the desk', median(lambda t: t['cpu_us']), 'limit; all threads, with what they did for card and CA', 100.0, 'ms', '<= 1')
    add('issuance: desk and printer', median(lambda t: t['desk_us'] + t['print_us']), 'the desk alone; three prints from sending to "completed"',
        median(lambda t: t['desk_us']), 'ms', None)
    add('issuance: desk share of total', share * 100, f'limit; the total was {total_ms:.0f} ms', 3.0, '%', '<= 1')
    least_apdus, least_bytes, visits = least(der_length(f'{outs[0]}/certificate.pem'), der_length(f'{outs[0]}/ca.pem'))
    add('issuance: APDUs', apdus, 'least of five conversations', least_apdus, '', '<= 1.1')
    add('issuance: APDUs', apdus, 'least if the card never left a device in between', visits, '', '<= 1.1')
    add('issuance: bytes on the card line', n_bytes, 'least of five conversations', least_bytes, 'B', '<= 1.1')


# --- reading a card ---

def timed(*argv):
    """Seconds and APDUs of one whole program."""
    before = card_counters()[0]
    began = time.monotonic()
    subprocess.run(argv, check=True, timeout=LIMIT_S, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    took = time.monotonic() - began
    return took, card_counters()[0] - before


def kept_read_s():
    """Seconds of the second and third reading of one program: connected, the keys at hand."""
    lines = run(bench('bench-card-state'), RESIDENT, '3').splitlines()
    return statistics.median(int(line.split()[0]) / 1e6 for line in lines[1:])


def measure_reads():
    peer = ['pkcs15-tool', '--reader', RESIDENT, '--read-certificate', '02', '--verify-pin', '--auth-id', '02', '--pin', PASSWORD]
    turns = [(timed(*peer), timed(bench('bench-card-state'), RESIDENT, '1'), kept_read_s()) for _ in range(READS)]
    name = 'pkcs15-tool --read-certificate'
    add_turns('card state, program from start to end', [(ours[0], theirs[0]) for theirs, ours, _ in turns], name, 'ms', '<= 0.3', 1000)
    add_turns('card state, in a running program', [(kept, theirs[0]) for theirs, _, kept in turns], name, 'ms', '<= 0.3', 1000)
    add_turns('card state: APDUs', [(ours[1], theirs[1]) for theirs, ours, _ in turns], name, '', '< 1')


# --- the window ---

def start_once(*argv):
    """Milliseconds to the first painted frame, and MiB at most."""
    result = os.path.join(scratch, 'frame')
    env = dict(os.environ, LD_PRELOAD=os.path.abspath(bench('first-frame.so')), MADO_BENCH_OUT=result,
               GTK_A11Y='none', GSK_RENDERER='cairo', GDK_BACKEND='x11', GSETTINGS_BACKEND='memory')
    began = time.monotonic_ns()
    status = subprocess.run(argv, env=env, timeout=LIMIT_S, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if not os.path.exists(result):
        raise RuntimeError(f'{argv[0]} showed no window: {status.stdout}')
    with open(result, encoding='ascii') as source:
        painted_us, peak_kib = source.read().split()
    os.unlink(result)
    return (int(painted_us) * 1000 - began) / 1e6, int(peak_kib) / 1024


def measure_window():
    # The first ones only warm the disk's cache.
    turns = [(start_once(program('madoguchi')), start_once(bench('bare-window'))) for _ in range(STARTS + 1)][1:]
    add_turns('first frame', [(ours[0], theirs[0]) for ours, theirs in turns], 'bare libadwaita window', 'ms', '<= 1.3')
    add_turns('peak memory', [(ours[1], theirs[1]) for ours, theirs in turns], 'bare libadwaita window', 'MiB', '<= 1.3')


def show(before):
    print(f'\n{"":40} {"Madoguchi":>12} {"":>5} {"peer or limit":>14}  {"ratio":>6}  aim')
    for row in rows:
        digits = 1 if row['unit'] in ('ms', '%', 'KiB', 'MiB') else 0
        held = {True: 'held', False: 'MISSED', None: '-'}[row['held']]
        print(f'{row["name"]:40} {row["ours"]:12.{digits}f} {row["unit"]:5} {row["peer"]:14.{digits}f}  {row["ratio"]:6.2f}  '
              f'{row["aim"] or "":7} {held:6}  ({row["peer_name"]})')
    print(f'\nload of the machine: {before:.1f} processes before, {os.getloadavg()[0]:.1f} at the end, on {os.cpu_count()} processors')
    if '--json' in sys.argv:
        with open(sys.argv[sys.argv.index('--json') + 1], 'w', encoding='utf-8') as target:
            json.dump({'cores': os.cpu_count(), 'load': [before, os.getloadavg()[0]], 'at': int(time.time()), 'failed': failed,
                       'figures': rows}, target, indent=1)


def main():
    before = os.getloadavg()[0]
    for measure in (measure_events, measure_forms, measure_lists, measure_issues, measure_reads, measure_window):
        print(f'{measure.__name__.replace("_", " ")} ...', flush=True)
        try:
            measure()
        except Exception as error:  # whatever it was, the other figures are worth printing
            failed.append(f'{measure.__name__}: {error!r}')
    show(before)
    print('\n'.join(failed))
    return 1 if failed else 0


sys.exit(main())
