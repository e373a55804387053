# The site, built and served by nginx on port 8080 without privileges.
#
#   docker build -t headroom --build-arg HEADROOM_SITE=https://gpu.example.org .
#   docker run --rm -p 8080:8080 --read-only --tmpfs /tmp headroom

FROM node:24-slim AS build
WORKDIR /headroom
# Before the sources, so that a change of a page does not fetch all packages again.
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
ARG HEADROOM_BASE=/
ARG HEADROOM_SITE=https://headroom.example
ARG HEADROOM_REPOSITORY=
RUN npm run -s build
RUN npm run -s nginx -- --root /srv/headroom --listen 8080 --alone /tmp --brotli > nginx.conf
RUN npm run -s precompress

# The nginx that `npm run audit` tests: Debian's, whose module for Brotli sends a chapter in two thirds of gzip's bytes.
FROM debian:bookworm-slim
RUN apt-get update && \
    apt-get install -y --no-install-recommends nginx-light libnginx-mod-http-brotli-static wget && \
    rm -rf /var/lib/apt/lists/*
COPY --from=build /headroom/nginx.conf /etc/nginx/headroom.conf
COPY --from=build /headroom/dist /srv/headroom
ARG HEADROOM_BASE=/
ENV HEADROOM_BASE=$HEADROOM_BASE
USER www-data
EXPOSE 8080
# Lets downloads end.
STOPSIGNAL SIGQUIT
HEALTHCHECK --interval=30s --timeout=3s CMD wget -q -O /dev/null "http://127.0.0.1:8080$HEADROOM_BASE" || exit 1
CMD ["nginx", "-e", "stderr", "-c", "/etc/nginx/headroom.conf"]
