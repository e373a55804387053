# The table of cards as a file, and how many it holds
curl -s -o gpus.csv https://headroom.example/api/v1/gpus.csv
tail -n +2 gpus.csv | wc -l
# Any web page may read the data
curl -s -o /dev/null -D - https://headroom.example/api/v1/gpus.json | grep -i '^access-control'
