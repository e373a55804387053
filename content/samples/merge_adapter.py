"""Folding a LoRA adapter into its base model, so that any server can load it.

Shows: merging in 16 bit rather than into 4-bit weights, and checking that the merge changed no answer.
Needs: torch >= 2.6, transformers >= 4.56, peft >= 0.15; main memory for the model in 16 bit, no GPU.
Usage: python merge_adapter.py BASE ADAPTER OUT, as in: Qwen/Qwen2.5-7B-Instruct out merged
"""
import sys

import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer

base_name, adapter, out = sys.argv[1:4]
# The base as it was published, not the 4-bit copy used in training: merging into 4 bit rounds the correction away.
base = AutoModelForCausalLM.from_pretrained(base_name, dtype=torch.bfloat16, device_map="cpu")
tokenizer = AutoTokenizer.from_pretrained(base_name)
model = PeftModel.from_pretrained(base, adapter).eval()

probe = tokenizer("The memory of a card decides", return_tensors="pt")
with torch.no_grad():
    before = model(**probe).logits[0, -1].float()
    merged = model.merge_and_unload(safe_merge=True)  # safe_merge: stops if the result holds NaN
    after = merged(**probe).logits[0, -1].float()

difference = ((after - before).norm() / before.norm()).item()
print(f"relative difference of the logits {difference:.4f}; the likeliest token agrees: {before.argmax() == after.argmax()}")
assert difference < 0.05, "more than the rounding of bf16"

merged.save_pretrained(out)     # safetensors, in bf16
tokenizer.save_pretrained(out)  # with its chat template, which the server needs
