@echo off
rem Starts Lanista from its distribution: lib\ is the class path, plugins\ holds the bundles, cache\ what makes starts quicker.
setlocal
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"

rem A JDK says in a file which version it is; asking it costs the start of a JVM.
set "version="
if defined JAVA_HOME if exist "%JAVA_HOME%\release" for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_VERSION=" "%JAVA_HOME%\release"') do set "version=%%~v"
if not defined version for /f "tokens=3" %%v in ('call "%java%" -version 2^>^&1 ^| findstr "version"') do set "version=%%~v"
if not defined version goto :none
for /f "delims=.-+_" %%m in ("%version%") do set "major=%%m"
if %major% LSS 17 goto :old
set "quiet="
if %major% GEQ 24 set "quiet=--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"

rem Classes that the JVM has read and checked beforehand, as in the script for other systems; without them, all works the same.
set "archive=%home%\cache\classes-%version%.jsa"
if "%~1"=="run" if not exist "%archive%" call :prepare
set "shared="
if exist "%archive%" for %%a in ("%archive%") do if %%~za GTR 0 set shared="-XX:SharedArchiveFile=%archive%"

"%java%" -XX:+UseSerialGC %quiet% -Xlog:cds=off -Xlog:cds+dynamic=off %shared% %LANISTA_JAVA_OPTIONS% -Dlanista.home="%home%" -cp "%home%\lib\*" io.lanista.cli.Main %*
exit /b %ERRORLEVEL%

:none
echo nas: no Java was found; install Java 17 or newer, and put it on the PATH or set JAVA_HOME to it. 1>&2
exit /b 2

:old
echo nas: the Java at "%java%" is version %version%; Lanista needs 17 or newer (set JAVA_HOME to one). 1>&2
exit /b 2

:prepare
if not exist "%home%\cache" mkdir "%home%\cache" 2>nul
rem An empty file says that it was tried in vain; where none can be written, it isn't tried.
(type nul >"%archive%") 2>nul
if not exist "%archive%" exit /b 0
echo nas: preparing quicker starts with Java %version%; this is done once, and takes a few seconds. 1>&2
set "scratch=%TEMP%\lanista-%RANDOM%-%RANDOM%"
mkdir "%scratch%"
"%java%" -XX:+UseSerialGC %quiet% -Xlog:cds=off -Xlog:cds+dynamic=off -XX:ArchiveClassesAtExit="%scratch%\classes" -Dlanista.home="%home%" -cp "%home%\lib\*" io.lanista.cli.Main run "%home%\warm-up.yaml" --out "%scratch%\runs" >nul 2>nul
set "fresh=%archive%.%RANDOM%"
if exist "%scratch%\classes" copy /b /y "%scratch%\classes" "%fresh%" >nul && move /y "%fresh%" "%archive%" >nul
rmdir /s /q "%scratch%"
exit /b 0
