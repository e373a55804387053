# CI: torch >= 1.13
"""The chain rule by hand against autograd.

Shows: the gradients of a two-layer network derived on paper, by autograd, and by finite differences.
Needs: torch >= 1.13. Runs on CPU: yes.
"""
import torch

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)  # finite differences need the digits

n, d_in, d_hidden = 8, 3, 5
x, y = torch.randn(n, d_in), torch.randn(n, 1)
w1 = torch.randn(d_in, d_hidden, requires_grad=True)
w2 = torch.randn(d_hidden, 1, requires_grad=True)


def forward(w1, w2):
    """Returns the loss and the intermediate values that the backward pass needs."""
    z = x @ w1                         # (n, d_hidden)
    a = torch.tanh(z)                  # (n, d_hidden)
    p = a @ w2                         # (n, 1)
    return ((p - y) ** 2).mean(), a, p


loss, a, p = forward(w1, w2)
loss.backward()                        # autograd fills w1.grad and w2.grad

# The same by hand, from the loss back to the input, reusing a and p of the forward pass.
with torch.no_grad():
    dp = 2 * (p - y) / n               # dL/dp
    dw2 = a.T @ dp                     # dL/dw2 = a^T dL/dp
    da = dp @ w2.T                     # dL/da  = dL/dp w2^T
    dz = da * (1 - a**2)               # tanh'(z) = 1 - tanh(z)^2, so z itself is not needed
    dw1 = x.T @ dz                     # dL/dw1 = x^T dL/dz

print("w2: autograd and hand differ by at most", (w2.grad - dw2).abs().max().item())
print("w1: autograd and hand differ by at most", (w1.grad - dw1).abs().max().item())
assert torch.allclose(w2.grad, dw2) and torch.allclose(w1.grad, dw1)

# A third opinion: nudge one weight both ways and watch the loss.
eps = 1e-6
nudge = torch.zeros_like(w1)
nudge[1, 2] = eps
with torch.no_grad():
    slope = (forward(w1 + nudge, w2)[0] - forward(w1 - nudge, w2)[0]) / (2 * eps)
print("w1[1,2]: autograd", w1.grad[1, 2].item(), "finite difference", slope.item())
assert torch.allclose(slope, w1.grad[1, 2], rtol=1e-6)
