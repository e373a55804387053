# CI: torch >= 2.6, onnxscript, onnxruntime
"""Exporting a model so that it runs without its Python source.

Shows: torch.export with a free batch size, the ONNX file made from it, and that both give the same answers.
Needs: torch >= 2.6, onnx, onnxscript, onnxruntime. Runs on CPU: yes.
"""
import os
import tempfile

import numpy as np
import onnxruntime
import torch
from torch import nn

torch.manual_seed(0)
folder = tempfile.mkdtemp()
model = nn.Sequential(nn.Linear(32, 128), nn.GELU(), nn.LayerNorm(128), nn.Linear(128, 10)).eval()
example = torch.randn(4, 32)

# Everything the trace must not fix has to be named; without this the batch would be 4 for ever.
batch = torch.export.Dim("batch", min=1, max=1024)
program = torch.export.export(model, (example,), dynamic_shapes=({0: batch},))
torch.export.save(program, os.path.join(folder, "model.pt2"))
loaded = torch.export.load(os.path.join(folder, "model.pt2")).module()

x = torch.randn(7, 32)  # another batch size than the example
with torch.no_grad():
    expected = model(x)
    assert torch.allclose(loaded(x), expected, atol=1e-6)

path = os.path.join(folder, "model.onnx")
torch.onnx.export(model, (example,), path, dynamo=True, input_names=["x"], output_names=["logits"],
                  dynamic_shapes=({0: batch},))
session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
(answer,) = session.run(None, {"x": x.numpy()})
print("largest difference PyTorch - ONNX Runtime:", float(np.abs(answer - expected.numpy()).max()))
assert np.allclose(answer, expected.numpy(), atol=1e-4)
