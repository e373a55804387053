# CI: torch >= 1.13
"""One training step of a tiny network by hand, and the same by autograd.

Shows: every number of the worked example in the chapter on math: forward, backward, a nudge, SGD, AdamW.
Needs: torch >= 1.13. Runs on CPU: yes.
"""
import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)

x = torch.tensor([2.0, 1.0])
w1 = torch.tensor([[0.25, 0.5], [1.5, -1.0], [-1.0, 1.0]], requires_grad=True)
w2 = torch.tensor([[1.0, 0.5, 0.5], [-1.0, 1.0, 1.0]], requires_grad=True)
y = torch.tensor([0.0, 1.0])                 # class 2 is right


def loss_of(w1, w2):
    return F.cross_entropy(w2 @ torch.relu(w1 @ x), y)


with torch.no_grad():                        # by hand: nothing is recorded
    z = w1 @ x                               # forward, layer by layer
    h = z.clamp(min=0)
    l = w2 @ h
    p = l.exp() / l.exp().sum()
    loss = -(y * p.log()).sum()

    dl = p - y                               # backward: softmax and cross-entropy together
    dw2 = torch.outer(dl, h)                 # arriving gradient times input
    dh = w2.T @ dl                           # weights times arriving gradient
    dz = dh * (z > 0)                        # ReLU stops the third unit
    dw1 = torch.outer(dz, x)
print("loss", loss.item())
print("dL/dW1", dw1.tolist())

loss_of(w1, w2).backward()                   # by autograd
assert torch.allclose(w1.grad, dw1) and torch.allclose(w2.grad, dw2)

with torch.no_grad():                        # by nudging the first weight
    nudged = w1.clone()
    nudged[0, 0] += 0.001
    print("slope", ((loss_of(nudged, w2) - loss) / 0.001).item(), "gradient", dw1[0, 0].item())

    after = loss_of(w1 - 0.1 * dw1, w2 - 0.1 * dw2)
    print("loss after one step", after.item())


def close(value, expected):                  # the digits that stand in the chapter
    assert abs(value - expected) < 5e-5, (value, expected)


close(loss.item(), 1.3133)
close(p[1].item(), 0.2689)
close(dw1[0, 0].item(), 2.9242)
close(after.item(), 0.2562)

# AdamW's first step moves every weight that has a gradient by the learning rate, large gradient or small.
optimizer = torch.optim.AdamW([w1, w2], lr=0.1, weight_decay=0.0)
before = w1.detach().clone()
optimizer.step()
print("AdamW moved W1 by", (w1.detach() - before).tolist())
close((w1.detach() - before)[0, 0].item(), -0.1)
close((w1.detach() - before)[1, 1].item(), 0.1)
assert (w1.detach() - before)[2].abs().max() == 0, "no gradient, no step"
