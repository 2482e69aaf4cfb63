# Inyong in a container: a read-only root, no capabilities, no network at run time but Discord.
# docs/docker.md says how to run it and where each megabyte goes.

# To pin the base to the byte: --build-arg BASE=python:3.12-slim-trixie@sha256:…
ARG BASE=python:3.12-slim-trixie

FROM ${BASE} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /build

# The dependencies come before the source: a changed line of ours builds in seconds.
COPY requirements-build.txt ./
RUN pip install --require-hashes -r requirements-build.txt
COPY requirements.txt tools/slim.sh ./
# --ignore-installed: what the build tools brought along does not count, the result lacks it.
# Byte code is compiled here, since nothing can be written later; unchecked, since nothing changes.
RUN pip install --prefix=/packages --ignore-installed --no-compile --no-build-isolation \
        --require-hashes -r requirements.txt \
 && sh slim.sh /packages/lib/python3.12/site-packages \
 && python -m compileall -q --invalidation-mode unchecked-hash /packages/lib

COPY pyproject.toml README.md LICENSE ./
COPY content content
COPY index index
COPY bot bot
RUN pip install --prefix=/program --ignore-installed --no-compile --no-build-isolation --no-deps . \
 && python -m compileall -q --invalidation-mode unchecked-hash /program/lib

FROM ${BASE}
LABEL org.opencontainers.image.title="Inyong" \
      org.opencontainers.image.description="Answers questions out of a folder of articles by quoting them, word for word." \
      org.opencontainers.image.licenses="MIT"
# A number, so that Kubernetes can tell that it is not root; high, so that no host user has it.
RUN groupadd --gid 10001 inyong \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin inyong \
 && mkdir /content /data \
 && chown 10001:10001 /data
COPY --from=build /packages /usr/local
COPY --from=build /program /usr/local

# One thread for NumPy's BLAS and few malloc arenas: this much less memory, and no slower here.
ENV INYONG_CONTENT=/content \
    INYONG_DATA=/data \
    INYONG_DEMO=true \
    INYONG_HOST=0.0.0.0 \
    INYONG_PORT=8080 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    OPENBLAS_NUM_THREADS=1 \
    MALLOC_ARENA_MAX=2
# inyong.toml is looked for here.
WORKDIR /data
VOLUME ["/content", "/data"]
EXPOSE 8080
USER 10001:10001
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["inyong", "health"]
ENTRYPOINT ["inyong"]
CMD ["discord"]
