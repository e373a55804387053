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
RUN npm run -s nginx -- --root /srv/headroom --listen 8080 > nginx.conf
RUN npm run -s precompress

FROM nginxinc/nginx-unprivileged:stable-alpine
COPY --from=build /headroom/nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=build /headroom/dist /srv/headroom
ARG HEADROOM_BASE=/
ENV HEADROOM_BASE=$HEADROOM_BASE
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s CMD wget -q -O /dev/null "http://127.0.0.1:8080$HEADROOM_BASE" || exit 1
