# CI: torch >= 2.6
"""torch.compile: what it changes, and what makes it compile again.

Shows: the same results compiled, how many graphs changing batch sizes cost, and finding a graph break.
Needs: torch >= 2.6. Runs on CPU: yes (there it checks the behaviour; the speed needs a GPU with Triton).
"""
import torch
from torch import nn

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
model = nn.Sequential(nn.Linear(64, 256), nn.GELU(), nn.LayerNorm(256), nn.Linear(256, 64)).to(device)

# The default backend, inductor, writes fused kernels; aot_eager goes the same way without generating code.
compiled = torch.compile(model, backend="inductor" if device == "cuda" else "aot_eager")
x = torch.randn(8, 64, device=device)
a, b = model(x).sum(), compiled(x).sum()  # compilation happens at the first call, not at torch.compile()
plain_grads = torch.autograd.grad(a, list(model.parameters()))
grads = torch.autograd.grad(b, list(model.parameters()))
assert torch.allclose(a, b, rtol=1e-4)
assert all(torch.allclose(p, q, rtol=1e-3, atol=1e-4) for p, q in zip(plain_grads, grads))


def graphs(dynamic):
    """How often a function is compiled for batches of 8, 12, 16 and 20 rows."""
    count = 0

    def counting(graph, example_inputs):  # a backend is any function from a graph to something callable
        nonlocal count
        count += 1
        return graph.forward

    torch.compiler.reset()
    net = torch.compile(model, backend=counting, dynamic=dynamic)
    for rows in (8, 12, 16, 20):
        net(torch.randn(rows, 64, device=device))
    return count


counts = {str(dynamic): graphs(dynamic) for dynamic in (False, None, True)}
print("compilations for four batch sizes, by dynamic=", counts)
assert counts == {"False": 4, "None": 2, "True": 1}  # the default learns from the first change


def clipped(x):
    y = model(x)
    if y.norm() > 1.0:  # Python decides on a value of a tensor: the graph breaks here
        y = y / y.norm()
    return y


try:
    torch.compile(clipped, backend="eager", fullgraph=True)(x)
except Exception as error:  # the exact class is internal to the compiler
    print("graph break found:", type(error).__name__)
else:
    raise AssertionError("fullgraph=True should refuse a graph break")


def clipped_in_graph(x):
    y = model(x)
    return y / y.norm().clamp(min=1.0)  # the same as arithmetic


whole = torch.compile(clipped_in_graph, backend="eager", fullgraph=True)
assert torch.allclose(whole(x), clipped(x), atol=1e-6)
