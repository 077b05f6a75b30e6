// world.mjs FILE: a feed as feedsmith reads it, as a JSON list of entries.
import { readFileSync } from 'node:fs'
import { parseFeed } from 'feedsmith'

const { format, feed } = parseFeed(readFileSync(process.argv[2], 'utf8'))

const file = (url, type, length) => ({ url, type, length })

const readers = {
  rss: (i) => ({
    id: i.guid.value, title: i.title, link: i.link, published: i.pubDate,
    authors: i.dc?.creators ?? [], tags: (i.categories ?? []).map((c) => c.name),
    files: [
      ...(i.enclosures ?? []).map((e) => file(e.url, e.type, e.length)),
      ...(i.media?.contents ?? []).map((m) => file(m.url, m.type, m.fileSize)),
    ],
    links: [
      ...(i.atom?.links ?? []).map((l) => [l.rel, l.href]),
      ...(i.comments ? [['replies', i.comments]] : []),
    ],
    image: i.media?.thumbnails?.[0].url, content: i.content?.encoded ?? i.description,
  }),
  atom: (i) => ({
    id: i.id, title: i.title, link: i.links.find((l) => l.rel === 'alternate').href, published: i.published, updated: i.updated,
    authors: (i.authors ?? []).map((a) => a.name), tags: (i.categories ?? []).map((c) => c.term),
    files: i.links.filter((l) => l.rel === 'enclosure').map((l) => file(l.href, l.type, l.length)),
    links: i.links.filter((l) => !['alternate', 'enclosure'].includes(l.rel)).map((l) => [l.rel, l.href]),
    image: i.media?.thumbnails?.[0].url, content: i.content,
  }),
  json: (i) => ({
    id: i.id, title: i.title, link: i.url, published: i.date_published, updated: i.date_modified,
    authors: (i.authors ?? []).map((a) => a.name), tags: i.tags ?? [],
    files: (i.attachments ?? []).map((a) => file(a.url, a.mime_type, a.size_in_bytes)),
    image: i.image, external: i.external_url, banner: i.banner_image, content: i.content_html,
  }),
}

console.log(JSON.stringify((feed.items ?? feed.entries).map(readers[format])))
