# The archive in one container: gunicorn and the worker, all state in the volume /data.
FROM python:3.12-slim

RUN apt-get update \
    && apt-get install --yes --no-install-recommends make \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home archive \
    && install --directory --owner=archive /srv/archive /opt/venv /data

USER archive
WORKDIR /srv/archive

COPY --chown=archive Makefile requirements.txt ./
RUN make install VENV=/opt/venv

COPY --chown=archive . .
RUN /opt/venv/bin/python -m compileall -q archive

ENV ARCHIVE_DATA_DIR=/data PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000

HEALTHCHECK --interval=30s --timeout=6s --start-period=2m CMD ["/opt/venv/bin/python", "-c", \
    "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=5)"]

# What `make serve` does, without a make between the container and its processes: it would keep signals from them.
CMD ["/opt/venv/bin/python", "manage.py", "serve", "--prepare", "--host", "0.0.0.0", "--port", "8000"]
