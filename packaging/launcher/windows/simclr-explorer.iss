; The installer of Windows, made there by Inno Setup 6:
;   uv run python packaging/launcher/build.py --system windows
;   iscc /DVersion=0.1.0 packaging\launcher\windows\simclr-explorer.iss
; It installs for one user and asks for no rights; what the first start downloads is removed with it.

#define Name "SimCLR Explorer"
#define Powershell "{sys}\WindowsPowerShell\v1.0\powershell.exe"
#define Launch "-NoProfile -ExecutionPolicy Bypass -File ""{app}\launch.ps1"""

[Setup]
AppId=simclr-explorer
AppName={#Name}
AppVersion={#Version}
DefaultDirName={localappdata}\Programs\simclr-explorer
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
OutputDir=..\..\..\dist
OutputBaseFilename=simclr-explorer-{#Version}
Compression=lzma2
SolidCompression=yes

[Files]
Source: "..\..\..\dist\launcher\windows\*"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\{#Name}"; Filename: "{#Powershell}"; Parameters: "{#Launch}"; WorkingDir: "{%USERPROFILE}"

[Run]
Filename: "{#Powershell}"; Parameters: "{#Launch}"; Description: "Start {#Name}"; Flags: postinstall nowait skipifsilent

[UninstallRun]
Filename: "{#Powershell}"; Parameters: "{#Launch} --remove"; RunOnceId: "environment"; Flags: runhidden
