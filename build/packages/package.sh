#!/usr/bin/env bash
# Packs what `make build` and `make headless` left in build/bin, and on Linux the
# program for Windows and macOS too. README.md beside this says what comes out.
#
#   package.sh VERSION LDFLAGS
set -euo pipefail
export VERSION=$1 LDFLAGS=$2
ARCH=$(go env GOARCH)
export ARCH
name=broadsheet-$VERSION
step=build/setup/step.sh
work=build/.cache/package
rm -rf "$work"
mkdir -p "$work" build/.cache/bin

documents() { # FOLDER: what lies beside the program in every archive
	mkdir -p "$1"
	cp LICENSE "$1/LICENSE.txt"
	cp CHANGELOG.md build/packages/UPDATING.md "$1"
	build/bin/broadsheet-headless licences >"$1/LICENCES.txt"
}

tool() { # NAME PATH: builds a tool of build/tools once
	[ -x "build/.cache/bin/$1" ] || "$step" "$1" "building $1" \
		go build -modfile=build/tools/go.mod -o "build/.cache/bin/$1" "$2"
}

bundle() { # PROGRAM OUT: a macOS bundle round a program, and the folder's name
	local app=$2/Broadsheet.app/Contents
	mkdir -p "$app/MacOS" "$app/Resources"
	cp "$1" "$app/MacOS/broadsheet"
	cp build/icons/broadsheet.icns "$app/Resources/broadsheet.icns"
	sed "s/VERSION/$VERSION/" build/packages/Info.plist >"$app/Info.plist"
	documents "$app/Resources"
}

zipped() { # FOLDER OUT: the folder's content, without owners and with fixed order
	local out=$PWD/$2
	rm -f "$out"
	(cd "$1" && find . -type f | LC_ALL=C sort | zip -qX9 "$out" -@)
}

linux() {
	tool nfpm github.com/goreleaser/nfpm/v2/cmd/nfpm
	documents "$work/doc"
	for kind in deb rpm; do
		"$step" "package-$kind" "packing .$kind" build/.cache/bin/nfpm package \
			--config build/packages/nfpm.yaml --packager "$kind" --target "build/bin/$name-linux-$ARCH.$kind"
	done
	local folder=$name-linux-$ARCH
	documents "$work/$folder"
	cp build/bin/broadsheet build/bin/broadsheet-headless build/packages/broadsheet.desktop \
		build/packages/broadsheet.xml build/icons/broadsheet-256.png README.md "$work/$folder"
	tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@${SOURCE_DATE_EPOCH:-0}" \
		-czf "build/bin/$folder.tar.gz" "$folder"
}

# Two programs, as on Windows one with a window has no console to write to.
windows() {
	tool go-winres github.com/tc-hib/go-winres
	local folder=$work/windows number=${VERSION%%[~-]*}.0
	documents "$folder"
	trap 'rm -f rsrc_windows_*.syso' RETURN
	"$step" winres 'making the resources for Windows' build/.cache/bin/go-winres make \
		--in build/packages/winres.json --arch amd64 --file-version "$number" --product-version "$number"
	"$step" windows 'building for Windows, with the window' env GOOS=windows GOARCH=amd64 CGO_ENABLED=0 \
		go build -tags desktop,production -trimpath -ldflags "$LDFLAGS -H windowsgui" -o "$folder/broadsheet.exe" .
	"$step" windows-cli 'building for Windows, the console' env GOOS=windows GOARCH=amd64 CGO_ENABLED=0 \
		go build -trimpath -ldflags "$LDFLAGS" -o "$folder/broadsheet-cli.exe" .
	zipped "$folder" "build/bin/$name-windows-amd64.zip"
	"$step" installer 'packing the installer for Windows' makensis -V2 -NOCD \
		-DVERSION="$VERSION" -DFOLDER="$PWD/$folder" -DOUT="$PWD/build/bin/$name-windows-amd64-setup.exe" \
		build/packages/installer.nsi
}

macos() { # without a window: macos.md says why
	for arch in arm64 amd64; do
		local folder=$work/macos-$arch
		mkdir -p "$folder"
		"$step" "macos-$arch" "building for macOS on $arch, without a window" env GOOS=darwin GOARCH="$arch" CGO_ENABLED=0 \
			go build -trimpath -ldflags "$LDFLAGS" -o "$work/broadsheet-macos-$arch" .
		bundle "$work/broadsheet-macos-$arch" "$folder"
		cp build/packages/macos.md "$folder/READ ME FIRST.md"
		install -m 0755 build/packages/serve-macos.sh "$folder/Broadsheet.app/Contents/MacOS/serve"
		sed -i 's#<string>broadsheet</string><!-- program -->#<string>serve</string>#' \
			"$folder/Broadsheet.app/Contents/Info.plist"
		zipped "$folder" "build/bin/$name-macos-$arch-browser.zip"
	done
}

rm -f build/bin/broadsheet-*.{deb,rpm,tar.gz,zip} build/bin/broadsheet-*-setup.exe
case $(go env GOOS) in
linux)
	linux
	windows
	macos
	;;
darwin)
	bundle build/bin/broadsheet "$work/macos"
	zipped "$work/macos" "build/bin/$name-macos-$ARCH.zip"
	;;
*)
	echo "Packages are made on Linux (for Linux and Windows) or on macOS; build/bin holds the programs." >&2
	exit 1
	;;
esac
(cd build/bin && LC_ALL=C sha256sum "$name"-* >SHA256SUMS)
echo "build/bin holds, with their sums in SHA256SUMS:"
(cd build/bin && ls -1sh "$name"-* | sed 's/^/  /')
