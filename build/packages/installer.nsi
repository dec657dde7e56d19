; The installer for Windows: for one person, without administrator's rights.
; package.sh gives VERSION, FOLDER (what to install) and OUT.
Unicode true
ManifestDPIAware true
!include MUI2.nsh

Name "Broadsheet"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Broadsheet"
InstallDirRegKey HKCU "Software\Broadsheet" "Folder"
RequestExecutionLevel user
SetCompressor /SOLID lzma
BrandingText "Broadsheet ${VERSION}"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Broadsheet"
!define MUI_ICON "build/icons/broadsheet.ico"
!define MUI_UNICON "build/icons/broadsheet.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\broadsheet.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Arabic"
!insertmacro MUI_LANGUAGE "Farsi"

LangString Kept ${LANG_ENGLISH} "Your libraries stay where they are, in %APPDATA%\broadsheet and wherever you made others."
LangString Kept ${LANG_ARABIC} "تبقى مكتباتك في مكانها، في %APPDATA%\broadsheet وحيث أنشأت غيرها."
LangString Kept ${LANG_FARSI} "کتابخانه‌های شما سر جای خود می‌مانند، در %APPDATA%\broadsheet و هر جا که دیگری ساخته‌اید."

Section
  SetOutPath "$INSTDIR"
  File "${FOLDER}\*.*"
  CreateShortcut "$SMPROGRAMS\Broadsheet.lnk" "$INSTDIR\broadsheet.exe"
  WriteRegStr HKCU "Software\Broadsheet" "Folder" "$INSTDIR"

  ; broadsheet:// addresses, and files of JSON lines as one of the programs offered.
  WriteRegStr HKCU "Software\Classes\broadsheet" "" "URL:Broadsheet"
  WriteRegStr HKCU "Software\Classes\broadsheet" "URL Protocol" ""
  WriteRegStr HKCU "Software\Classes\broadsheet\shell\open\command" "" '"$INSTDIR\broadsheet.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\Broadsheet.Articles" "" "Broadsheet articles"
  WriteRegStr HKCU "Software\Classes\Broadsheet.Articles\shell\open\command" "" '"$INSTDIR\broadsheet.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\.jsonl\OpenWithProgids" "Broadsheet.Articles" ""
  WriteRegStr HKCU "Software\Classes\.ndjson\OpenWithProgids" "Broadsheet.Articles" ""

  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Broadsheet"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\broadsheet.exe"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "un."
  Delete "$INSTDIR\broadsheet.exe"
  Delete "$INSTDIR\broadsheet-cli.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\LICENCES.txt"
  Delete "$INSTDIR\CHANGELOG.md"
  Delete "$INSTDIR\UPDATING.md"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Broadsheet.lnk"
  DeleteRegKey HKCU "Software\Classes\broadsheet"
  DeleteRegKey HKCU "Software\Classes\Broadsheet.Articles"
  DeleteRegValue HKCU "Software\Classes\.jsonl\OpenWithProgids" "Broadsheet.Articles"
  DeleteRegValue HKCU "Software\Classes\.ndjson\OpenWithProgids" "Broadsheet.Articles"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Broadsheet"
  IfSilent +2
  MessageBox MB_OK|MB_ICONINFORMATION "$(Kept)"
SectionEnd
