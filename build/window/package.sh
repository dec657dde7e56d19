#!/usr/bin/env bash
# Packs what `make build` and `make headless` left in build/bin.
#
#   package.sh VERSION
set -euo pipefail
export VERSION=$1
arch=$(go env GOARCH)
export ARCH=$arch
name=broadsheet-$VERSION-$(go env GOOS)-$arch

case $(go env GOOS) in
linux)
	nfpm=build/.cache/bin/nfpm
	[ -x "$nfpm" ] || build/setup/step.sh nfpm 'building nfpm' \
		go build -modfile=build/tools/go.mod -o "$nfpm" github.com/goreleaser/nfpm/v2/cmd/nfpm
	for kind in deb rpm; do
		build/setup/step.sh "package-$kind" "packing .$kind" \
			"$nfpm" package --config build/window/nfpm.yaml --packager "$kind" --target "build/bin/$name.$kind"
	done
	pack=build/bin/$name
	rm -rf "$pack"
	mkdir -p "$pack"
	cp build/bin/broadsheet build/bin/broadsheet-headless build/window/broadsheet.desktop \
		build/icons/broadsheet-256.png LICENSE README.md CHANGELOG.md "$pack"
	tar -C build/bin --sort=name --owner=0 --group=0 --numeric-owner -czf "build/bin/$name.tar.gz" "$name"
	rm -rf "$pack"
	;;
darwin)
	app=build/bin/Broadsheet.app/Contents
	rm -rf build/bin/Broadsheet.app
	mkdir -p "$app/MacOS" "$app/Resources"
	cp build/bin/broadsheet "$app/MacOS/broadsheet"
	cp build/icons/broadsheet.icns "$app/Resources/broadsheet.icns"
	sed "s/VERSION/$VERSION/" build/window/Info.plist >"$app/Info.plist"
	(cd build/bin && zip -qry "$name.zip" Broadsheet.app)
	;;
*)
	echo "There is no packaging for this system yet; build/bin holds the programs." >&2
	exit 1
	;;
esac
echo "build/bin holds the packages $name.*"
