# CI: torch >= 1.13
"""A decoder-only transformer, small enough to read in one go.

Shows: causal attention, the residual stream, tied embeddings, training on characters, a KV cache for generation.
Needs: torch >= 1.13 (from 2.0 on it uses the fused attention). Runs on CPU: yes.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F


def attention_by_hand(q, k, v, is_causal=False):
    """softmax(q k^T / sqrt(d)) v with (batch, heads, tokens, d); a token sees itself and what came before."""
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])  # this matrix grows with the square of the length
    if is_causal:
        future = torch.ones(scores.shape[-2:], dtype=torch.bool, device=q.device).triu(1)
        scores = scores.masked_fill(future, float("-inf"))
    return scores.softmax(dim=-1) @ v


# The fused kernel never writes the scores to memory.
attention = getattr(F, "scaled_dot_product_attention", attention_by_hand)


class Block(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.qkv, self.out = nn.Linear(dim, 3 * dim), nn.Linear(dim, dim)
        self.mlp = nn.Sequential(nn.Linear(dim, 4 * dim), nn.GELU(), nn.Linear(4 * dim, dim))

    def forward(self, x, cache=None):
        batch, tokens, dim = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(batch, tokens, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        if cache:  # generation: one new token looks at the keys and values of all earlier ones
            k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
        mixed = attention(q, k, v, is_causal=not cache)
        x = x + self.out(mixed.transpose(1, 2).reshape(batch, tokens, dim))
        return x + self.mlp(self.norm2(x)), (k, v)


class Transformer(nn.Module):
    def __init__(self, vocab, dim=64, layers=2, heads=4, context=64):
        super().__init__()
        self.token, self.position = nn.Embedding(vocab, dim), nn.Embedding(context, dim)
        self.blocks = nn.ModuleList(Block(dim, heads) for _ in range(layers))
        self.norm = nn.LayerNorm(dim)
        nn.init.normal_(self.token.weight, std=0.02)
        nn.init.normal_(self.position.weight, std=0.02)

    def forward(self, ids, caches=None):
        """Logits (batch, tokens, vocab) and the KV cache; `caches` holds what came before `ids`."""
        start = caches[0][0].shape[2] if caches else 0
        x = self.token(ids) + self.position.weight[start : start + ids.shape[1]]
        kept = []
        for i, block in enumerate(self.blocks):
            x, cache = block(x, caches[i] if caches else None)
            kept.append(cache)
        return self.norm(x) @ self.token.weight.T, kept  # tied: the embedding is also the output head


torch.manual_seed(0)
text = "the gradient flows backward, the activations wait; memory is what they wait in. " * 8
letters = sorted(set(text))
data = torch.tensor([letters.index(c) for c in text])
model, context = Transformer(len(letters)), 64
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)

for step in range(200):
    start = torch.randint(len(data) - context - 1, (8,))
    rows = torch.stack([data[s : s + context + 1] for s in start])
    logits, _ = model(rows[:, :-1])
    loss = F.cross_entropy(logits.flatten(0, 1), rows[:, 1:].flatten())  # each token predicts the next one
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    if step == 0:
        first = loss.item()
print(f"loss {first:.2f} (guessing: {math.log(len(letters)):.2f}) -> {loss.item():.3f}")
assert abs(first - math.log(len(letters))) < 0.3, "an untrained model should guess"
assert loss.item() < first / 10, "the loss did not fall"

model.eval()
with torch.no_grad():
    # Causal: changing a later token must not change an earlier prediction.
    ids = data[:32].unsqueeze(0)
    changed = ids.clone()
    changed[0, 20] = (changed[0, 20] + 1) % len(letters)
    a, b = model(ids)[0], model(changed)[0]
    assert torch.allclose(a[:, :20], b[:, :20], atol=1e-5) and not torch.allclose(a[:, 20], b[:, 20])

    # Prefill once, then one token at a time: the cache gives the same logits as running everything again.
    out, caches = data[:8].unsqueeze(0), None
    logits, caches = model(out)
    for _ in range(40):
        out = torch.cat([out, logits[:, -1:].argmax(-1)], dim=1)
        logits, caches = model(out[:, -1:], caches)
        assert torch.allclose(logits[:, -1], model(out)[0][:, -1], atol=1e-4)
    print("".join(letters[i] for i in out[0]))

    kept = sum(t.numel() for cache in caches for t in cache)
    assert kept == 2 * len(model.blocks) * 64 * out.shape[1], "two vectors of the width per layer and token"
    q = torch.randn(3, 1, 4, 16, 8)
    assert torch.allclose(attention(*q, is_causal=True), attention_by_hand(*q, is_causal=True), atol=1e-5)
