# One file, two images: `services` runs every service, job and command; `gateway` stands in front of them.

FROM python:3.13-slim AS packages
COPY requirements/base.txt /base.txt
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes --prefix=/install -r /base.txt

# Style, script and fonts of the pages. NPM_CONFIG_REGISTRY names a mirror of npm's registry.
FROM python:3.13-slim AS assets
ARG NPM_CONFIG_REGISTRY=
WORKDIR /opora/shared/web/assets
COPY requirements/assets.txt /opora/requirements/assets.txt
COPY shared/web/assets/with-node shared/web/assets/package.json shared/web/assets/package-lock.json shared/web/assets/.npmrc ./
RUN bash with-node python npm ci --loglevel=error
COPY shared/web/assets/build.mjs ./
COPY shared/web/assets/src ./src
RUN bash with-node python node build.mjs

FROM python:3.13-slim AS services
COPY --from=packages /install /usr/local
COPY services /opora/services
COPY shared /opora/shared
COPY stack /opora/stack
COPY --from=assets /opora/shared/web/assets/built /opora/shared/web/assets/built
# The root is read-only at run time, so Python's compiled files are made here. A clone may be its owner's alone.
RUN chmod -R a+rX /opora && python -m compileall -q /opora \
    && printf '#!/bin/sh\nexec python -m stack.cli "$@"\n' > /usr/local/bin/opora && chmod 755 /usr/local/bin/opora \
    && groupadd --gid 10001 opora && useradd --uid 10001 --gid 10001 --home-dir /tmp --no-create-home opora
# Documents are kept in volumes, which take the owner that their folders have here.
RUN mkdir -m 700 /documents /documents/referrals /documents/cases /documents/volunteers && chown -R 10001:10001 /documents
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PYTHONPATH=/opora
WORKDIR /opora
USER 10001:10001

FROM services AS pages
USER root
RUN mkdir /pages && python -m stack.compose.pages /pages

FROM caddy:2 AS gateway
COPY --from=pages /pages /srv
COPY Caddyfile /etc/caddy/Caddyfile
# Caddy 2.6 has another word for the bodies that are gathered before a service sees them.
RUN case "$(caddy version)" in 2.6.* | v2.6.*) \
    sed -i 's/request_buffers \([0-9A-Za-z]*\)/buffer_requests\n\t\tmax_buffer_size \1/' /etc/caddy/Caddyfile ;; esac
# Certificates are kept in a volume, which takes the owner that the folder has here.
RUN chmod a+r /etc/caddy/Caddyfile && mkdir -p /certificates && chown 10001:10001 /certificates
ENV XDG_DATA_HOME=/certificates XDG_CONFIG_HOME=/tmp
USER 10001:10001
